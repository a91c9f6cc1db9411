// Written by tooling/check/cloudstack-table.ts from the description of CloudStack's commands: change that program, not this file.
import type { CommandName } from '../cloudstack/command-names.ts'

/** The structure of each command's answer, or of what its job results in. */
export const answers: Readonly<Record<CommandName, string>> = {
  activateProject: '{shape2}',
  addNicToVirtualMachine: '{shape7}',
  assignToLoadBalancerRule: '{shape8}',
  associateIpAddress: '{shape9}',
  attachVolume: '{shape10}',
  authorizeSecurityGroupEgress: '{shape11}',
  authorizeSecurityGroupIngress: '{shape11}',
  changeServiceForVirtualMachine: '{shape7}',
  copyTemplate: '{shape12}',
  createAffinityGroup: '{shape13}',
  createEgressFirewallRule: '{shape14}',
  createFirewallRule: '{shape14}',
  createLBHealthCheckPolicy: '{shape16}',
  createLBStickinessPolicy: '{shape18}',
  createLoadBalancerRule: '{shape19}',
  createNetwork: '{shape23}',
  createNetworkACL: '{shape24}',
  createNetworkACLList: '{shape25}',
  createPortForwardingRule: '{shape26}',
  createProject: '{shape2}',
  createSSHKeyPair: '{shape27}',
  createSecurityGroup: '{shape11}',
  createSnapshot: '{shape28}',
  createTags: '{shape8}',
  createTemplate: '{shape12}',
  createVPC: '{shape29}',
  createVolume: '{shape10}',
  deleteAffinityGroup: '{shape8}',
  deleteEgressFirewallRule: '{shape8}',
  deleteFirewallRule: '{shape8}',
  deleteLBHealthCheckPolicy: '{shape8}',
  deleteLBStickinessPolicy: '{shape8}',
  deleteLoadBalancerRule: '{shape8}',
  deleteNetwork: '{shape8}',
  deleteNetworkACL: '{shape8}',
  deleteNetworkACLList: '{shape8}',
  deletePortForwardingRule: '{shape8}',
  deleteProject: '{shape8}',
  deleteSSHKeyPair: '{shape8}',
  deleteSecurityGroup: '{shape8}',
  deleteSnapshot: '{shape8}',
  deleteTags: '{shape8}',
  deleteTemplate: '{shape8}',
  deleteVPC: '{shape8}',
  deleteVolume: '{shape8}',
  deployVirtualMachine: '{shape7}',
  destroyVirtualMachine: '{shape7}',
  destroyVolume: '{shape10}',
  detachVolume: '{shape10}',
  disableStaticNat: '{shape8}',
  disassociateIpAddress: '{shape8}',
  enableStaticNat: '{shape8}',
  expungeVirtualMachine: '{shape8}',
  getVMPassword: '{shape30}',
  listAccounts: '{shape33}',
  listAffinityGroupTypes: '{shape35}',
  listAffinityGroups: '{shape36}',
  listAsyncJobs: '{shape38}',
  listCapabilities: '{shape40}',
  listDiskOfferings: '{shape42}',
  listEgressFirewallRules: '{shape43}',
  listFirewallRules: '{shape43}',
  listHypervisors: '{shape45}',
  listLBHealthCheckPolicies: '{shape46}',
  listLBStickinessPolicies: '{shape47}',
  listLoadBalancerRuleInstances: '{shape49}',
  listLoadBalancerRules: '{shape50}',
  listNetworkACLLists: '{shape51}',
  listNetworkACLs: '{shape52}',
  listNetworkOfferings: '{shape55}',
  listNetworks: '{shape57}',
  listNics: '{shape58}',
  listOsTypes: '{shape60}',
  listPortForwardingRules: '{shape61}',
  listProjects: '{shape62}',
  listPublicIpAddresses: '{shape63}',
  listResourceLimits: '{shape65}',
  listSSHKeyPairs: '{shape67}',
  listSecurityGroups: '{shape68}',
  listServiceOfferings: '{shape70}',
  listSnapshots: '{shape71}',
  listTags: '{shape72}',
  listTemplatePermissions: '{shape74}',
  listTemplates: '{shape75}',
  listUsers: '{shape77}',
  listVPCOfferings: '{shape79}',
  listVPCs: '{shape81}',
  listVirtualMachines: '{shape82}',
  listVolumes: '{shape83}',
  listZones: '{shape86}',
  queryAsyncJobResult: '{shape37}',
  rebootVirtualMachine: '{shape7}',
  recoverVirtualMachine: '{shape7}',
  recoverVolume: '{shape10}',
  registerSSHKeyPair: '{shape66}',
  registerTemplate: '{shape75}',
  removeFromLoadBalancerRule: '{shape8}',
  removeNicFromVirtualMachine: '{shape7}',
  replaceNetworkACLList: '{shape8}',
  resetPasswordForVirtualMachine: '{shape7}',
  resetSSHKeyForVirtualMachine: '{shape7}',
  resizeVolume: '{shape10}',
  restartNetwork: '{shape8}',
  restartVPC: '{shape8}',
  revokeSecurityGroupEgress: '{shape8}',
  revokeSecurityGroupIngress: '{shape8}',
  scaleVirtualMachine: '{shape8}',
  startVirtualMachine: '{shape7}',
  stopVirtualMachine: '{shape7}',
  suspendProject: '{shape2}',
  updateDefaultNicForVirtualMachine: '{shape7}',
  updateLoadBalancerRule: '{shape19}',
  updateNetwork: '{shape23}',
  updateNetworkACLItem: '{shape24}',
  updateProject: '{shape2}',
  updateSecurityGroup: '{shape11}',
  updateTemplate: '{shape12}',
  updateTemplatePermissions: '{shape8}',
  updateVMAffinityGroup: '{shape7}',
  updateVPC: '{shape29}',
  updateVirtualMachine: '{shape7}',
  updateVolume: '{shape10}',
}

/** Fields: `[]` is a list, `{}` a structure, `map` an object of strings. */
export const structures: Readonly<Record<string, string>> = {
  shape1:
    'account:string customer:string domain:string domainid:string domainpath:string jobid:string jobstatus:integer key:string project:string projectid:string resourceid:string resourcetype:string value:string',
  shape2:
    'backupavailable:string backuplimit:string backupstorageavailable:string backupstoragelimit:string backupstoragetotal:integer backuptotal:integer bucketavailable:string bucketlimit:string buckettotal:integer cpuavailable:string cpulimit:string cputotal:integer created:string displaytext:string domain:string domainid:string gpuavailable:string gpulimit:string gputotal:integer icon:any id:string ipavailable:string iplimit:string iptotal:integer jobid:string jobstatus:integer memoryavailable:string memorylimit:string memorytotal:integer name:string networkavailable:string networklimit:string networktotal:integer objectstorageavailable:string objectstoragelimit:string objectstoragetotal:integer owner:[map] primarystorageavailable:string primarystoragelimit:string primarystoragetotal:integer projectaccountname:string secondarystorageavailable:string secondarystoragelimit:string secondarystoragetotal:number snapshotavailable:string snapshotlimit:string snapshottotal:integer state:string taggedresources:[string] tags:[{shape1}] templateavailable:string templatelimit:string templatetotal:integer vmavailable:string vmlimit:string vmrunning:integer vmstopped:integer vmtotal:integer volumeavailable:string volumelimit:string volumetotal:integer vpcavailable:string vpclimit:string vpctotal:integer',
  shape3:
    'account:string dedicatedresources:[string] description:string domain:string domainid:string domainpath:string id:string name:string project:string projectid:string type:string virtualmachineIds:[string]',
  shape4:
    'adaptertype:string broadcasturi:string deviceid:string extradhcpoption:[string] gateway:string id:string ip6address:string ip6cidr:string ip6gateway:string ipaddress:string ipaddresses:[string] isdefault:boolean isolatedpvlan:integer isolatedpvlantype:string isolationuri:string jobid:string jobstatus:integer macaddress:string mtu:integer netmask:string networkid:string networkname:string nsxlogicalswitch:string nsxlogicalswitchport:string publicip:string publicipid:string traffictype:string type:string virtualmachineid:string vlanid:integer vpcid:string vpcname:string',
  shape5:
    'account:string cidr:string endport:integer icmpcode:integer icmptype:integer protocol:string ruleid:string securitygroupname:string startport:integer tags:[{shape1}]',
  shape6:
    'account:string description:string domain:string domainid:string domainpath:string egressrule:[{shape5}] id:string ingressrule:[{shape5}] name:string project:string projectid:string tags:[{shape1}] virtualmachinecount:integer virtualmachineids:[any]',
  shape7:
    'account:string affinitygroup:[{shape3}] alloweddetails:string arch:string autoscalevmgroupid:string autoscalevmgroupname:string backupofferingid:string backupofferingname:string bootmode:string boottype:string cpunumber:integer cpuspeed:integer cpuused:string created:string deleteprotection:boolean details:map diskioread:integer diskiowrite:integer diskkbsread:integer diskkbswrite:integer diskofferingid:string diskofferingname:string displayname:string displayvm:boolean domain:string domainid:string domainpath:string forvirtualnetwork:boolean gpucardid:string gpucardname:string gpucount:integer group:string groupid:string guestosid:string haenable:boolean hasannotations:boolean hostcontrolstate:string hostid:string hostname:string hypervisor:string icon:any id:string instancename:string ipaddress:string isdynamicallyscalable:boolean isodisplaytext:string isoid:string isoname:string jobid:string jobstatus:integer keypairs:string lastupdated:string leaseduration:integer leaseexpiryaction:string leaseexpirydate:string maxheads:integer maxresolutionx:integer maxresolutiony:integer memory:integer memoryintfreekbs:integer memorykbs:integer memorytargetkbs:integer name:string networkkbsread:integer networkkbswrite:integer nic:[{shape4}] osdisplayname:string ostypeid:string password:string passwordenabled:boolean pooltype:string project:string projectid:string publicip:string publicipid:string readonlydetails:string receivedbytes:integer rootdeviceid:integer rootdevicetype:string securitygroup:[{shape6}] sentbytes:integer serviceofferingid:string serviceofferingname:string servicestate:string state:string tags:[{shape1}] templatedisplaytext:string templateformat:string templateid:string templatename:string templatetype:string userdata:string userdatadetails:string userdataid:string userdataname:string userdatapolicy:string userid:string username:string vgpu:string vgpuprofileid:string vgpuprofilename:string videoram:integer vmtype:string vnfdetails:map vnfnics:[any] zoneid:string zonename:string',
  shape8: 'displaytext:string jobid:string jobstatus:integer success:boolean',
  shape9:
    'account:string allocated:string associatednetworkid:string associatednetworkname:string domain:string domainid:string domainpath:string fordisplay:boolean forprovider:boolean forsystemvms:boolean forvirtualnetwork:boolean hasannotations:boolean hasrules:boolean id:string ipaddress:string isportable:boolean issourcenat:boolean isstaticnat:boolean issystem:boolean jobid:string jobstatus:integer networkid:string networkname:string physicalnetworkid:string project:string projectid:string purpose:string state:string tags:[{shape1}] virtualmachinedisplayname:string virtualmachineid:string virtualmachinename:string virtualmachinetype:string vlanid:string vlanname:string vmipaddress:string vpcid:string vpcname:string zoneid:string zonename:string',
  shape10:
    'account:string attached:string chaininfo:string clusterid:string clustername:string created:string deleteprotection:boolean destroyed:boolean deviceid:integer diskBytesReadRate:integer diskBytesWriteRate:integer diskIopsReadRate:integer diskIopsWriteRate:integer diskioread:integer diskiowrite:integer diskkbsread:integer diskkbswrite:integer diskofferingdisplaytext:string diskofferingid:string diskofferingname:string displayvolume:boolean domain:string domainid:string domainpath:string encryptformat:string externaluuid:string hasannotations:boolean hypervisor:string id:string isextractable:boolean isodisplaytext:string isoid:string isoname:string jobid:string jobstatus:integer maxiops:integer miniops:integer name:string path:string physicalsize:integer podid:string podname:string project:string projectid:string provisioningtype:string quiescevm:boolean serviceofferingdisplaytext:string serviceofferingid:string serviceofferingname:string size:integer snapshotid:string state:string status:string storage:string storageid:string storagetype:string supportsstoragesnapshot:boolean tags:[{shape1}] templatedisplaytext:string templateid:string templatename:string type:string utilization:string virtualmachineid:string virtualsize:integer vmdisplayname:string vmname:string vmstate:string vmtype:string volumecheckresult:map volumerepairresult:map zoneid:string zonename:string',
  shape11:
    'account:string description:string domain:string domainid:string domainpath:string egressrule:[{shape5}] id:string ingressrule:[{shape5}] jobid:string jobstatus:integer name:string project:string projectid:string tags:[{shape1}] virtualmachinecount:integer virtualmachineids:[any]',
  shape12:
    'account:string accountid:string arch:string bits:integer bootable:boolean checksum:string childtemplates:[any] created:string crossZones:boolean deployasis:boolean deployasisdetails:map details:map directdownload:boolean displaytext:string domain:string domainid:string domainpath:string downloaddetails:[map] extensionid:string extensionname:string forcks:boolean format:string hasannotations:boolean hostid:string hostname:string hypervisor:string icon:any id:string isdynamicallyscalable:boolean isextractable:boolean isfeatured:boolean ispublic:boolean isready:boolean jobid:string jobstatus:integer name:string ostypeid:string ostypename:string parenttemplateid:string passwordenabled:boolean physicalsize:integer project:string projectid:string removed:string requireshvm:boolean size:integer sourcetemplateid:string sshkeyenabled:boolean status:string tags:[{shape1}] templatetag:string templatetype:string url:string userdataid:string userdataname:string userdataparams:string userdatapolicy:string zoneid:string zonename:string',
  shape13:
    'account:string dedicatedresources:[string] description:string domain:string domainid:string domainpath:string id:string jobid:string jobstatus:integer name:string project:string projectid:string type:string virtualmachineIds:[string]',
  shape14:
    'cidrlist:string destcidrlist:string endport:integer fordisplay:boolean icmpcode:integer icmptype:integer id:string ipaddress:string ipaddressid:string jobid:string jobstatus:integer networkid:string protocol:string startport:integer state:string tags:[{shape1}] traffictype:string',
  shape15:
    'description:string fordisplay:boolean healthcheckinterval:integer healthcheckthresshold:integer id:string pingpath:string responsetime:integer state:string unhealthcheckthresshold:integer',
  shape16:
    'account:string domain:string domainid:string healthcheckpolicy:[{shape15}] jobid:string jobstatus:integer lbruleid:string zoneid:string',
  shape17:
    'description:string fordisplay:boolean id:string methodname:string name:string params:map state:string',
  shape18:
    'account:string description:string domain:string domainid:string jobid:string jobstatus:integer lbruleid:string name:string state:string stickinesspolicy:[{shape17}] zoneid:string',
  shape19:
    'account:string algorithm:string cidrlist:string description:string domain:string domainid:string domainpath:string fordisplay:boolean id:string jobid:string jobstatus:integer name:string networkid:string privateport:string project:string projectid:string protocol:string publicip:string publicipid:string publicport:string state:string tags:[{shape1}] zoneid:string zonename:string',
  shape20: 'canchooseservicecapability:boolean name:string value:string',
  shape21:
    'canenableindividualservice:boolean destinationphysicalnetworkid:string id:string name:string physicalnetworkid:string servicelist:[string] state:string',
  shape22: 'capability:[{shape20}] name:string provider:[{shape21}]',
  shape23:
    'account:string aclid:string aclname:string acltype:string asnumber:integer asnumberid:string associatednetwork:string associatednetworkid:string bgppeers:[any] broadcastdomaintype:string broadcasturi:string canusefordeploy:boolean cidr:string created:string details:map displaynetwork:boolean displaytext:string dns1:string dns2:string domain:string domainid:string domainpath:string egressdefaultpolicy:boolean externalid:string gateway:string hasannotations:boolean icon:any id:string internetprotocol:string ip4routes:[any] ip4routing:string ip6cidr:string ip6dns1:string ip6dns2:string ip6gateway:string ip6routes:[any] ip6routing:string isdefault:boolean ispersistent:boolean issystem:boolean jobid:string jobstatus:integer name:string netmask:string networkcidr:string networkdomain:string networkofferingavailability:string networkofferingconservemode:boolean networkofferingdisplaytext:string networkofferingid:string networkofferingname:string physicalnetworkid:string privatemtu:integer project:string projectid:string publicmtu:integer receivedbytes:integer redundantrouter:boolean related:string reservediprange:string restartrequired:boolean sentbytes:integer service:[{shape22}] specifyipranges:boolean specifyvlan:boolean state:string strechedl2subnet:boolean subdomainaccess:boolean supportsvmautoscaling:boolean tags:[{shape1}] traffictype:string tungstenvirtualrouteruuid:string type:string vlan:string vpcid:string vpcname:string zoneid:string zonename:string zonesnetworkspans:[any]',
  shape24:
    'aclid:string aclname:string action:string cidrlist:string endport:string fordisplay:boolean icmpcode:integer icmptype:integer id:string jobid:string jobstatus:integer number:integer protocol:string reason:string startport:string state:string tags:[{shape1}] traffictype:string',
  shape25:
    'description:string fordisplay:boolean id:string jobid:string jobstatus:integer name:string vpcid:string vpcname:string',
  shape26:
    'cidrlist:string fordisplay:boolean id:string ipaddress:string ipaddressid:string jobid:string jobstatus:integer networkid:string privateendport:string privateport:string protocol:string publicendport:string publicport:string state:string tags:[{shape1}] virtualmachinedisplayname:string virtualmachineid:string virtualmachinename:string vmguestip:string',
  shape27:
    'account:string domain:string domainid:string fingerprint:string hasannotations:boolean id:string jobid:string jobstatus:integer name:string privatekey:string project:string projectid:string',
  shape28:
    'account:string chainsize:integer created:string datastoreid:string datastorename:string datastorestate:string datastoretype:string domain:string domainid:string domainpath:string downloaddetails:map hasannotations:boolean id:string intervaltype:string jobid:string jobstatus:integer locationtype:string name:string osdisplayname:string ostypeid:string parent:string parentname:string physicalsize:integer project:string projectid:string revertable:boolean snapshottype:string state:string status:string tags:[{shape1}] virtualsize:integer volumeid:string volumename:string volumestate:string volumetype:string zoneid:string zonename:string',
  shape29:
    'account:string asnumber:integer asnumberid:string bgppeers:[any] cidr:string created:string displaytext:string distributedvpcrouter:boolean dns1:string dns2:string domain:string domainid:string domainpath:string fordisplay:boolean hasannotations:boolean icon:any id:string ip4routes:[any] ip4routing:string ip6dns1:string ip6dns2:string ip6routes:[any] jobid:string jobstatus:integer name:string network:[any] networkdomain:string project:string projectid:string publicmtu:integer redundantvpcrouter:boolean regionlevelvpc:boolean restartrequired:boolean service:[{shape22}] state:string tags:[{shape1}] vpcofferingid:string vpcofferingname:string zoneid:string zonename:string',
  shape30: 'encryptedpassword:string jobid:string jobstatus:integer',
  shape31:
    'account:string accountid:string accounttype:integer apikey:string apikeyaccess:string created:string domain:string domainid:string email:string firstname:string icon:any id:string is2faenabled:boolean is2famandated:boolean iscallerchilddomain:boolean isdefault:boolean lastname:string roleid:string rolename:string roletype:string secretkey:string state:string timezone:string username:string usersource:string',
  shape32:
    'accountdetails:map accounttype:integer apikeyaccess:string backupavailable:string backuplimit:string backupstorageavailable:string backupstoragelimit:string backupstoragetotal:integer backuptotal:integer bucketavailable:string bucketlimit:string buckettotal:integer cpuavailable:string cpulimit:string cputotal:integer created:string defaultzoneid:string domain:string domainid:string domainpath:string gpuavailable:string gpulimit:string gputotal:integer groups:[string] icon:any id:string ipavailable:string iplimit:string iptotal:integer iscleanuprequired:boolean isdefault:boolean jobid:string jobstatus:integer memoryavailable:string memorylimit:string memorytotal:integer name:string networkavailable:string networkdomain:string networklimit:string networktotal:integer objectstorageavailable:string objectstoragelimit:string objectstoragetotal:integer primarystorageavailable:string primarystoragelimit:string primarystoragetotal:integer projectavailable:string projectlimit:string projecttotal:integer receivedbytes:integer roleid:string rolename:string roletype:string secondarystorageavailable:string secondarystoragelimit:string secondarystoragetotal:number sentbytes:integer snapshotavailable:string snapshotlimit:string snapshottotal:integer state:string taggedresources:[string] templateavailable:string templatelimit:string templatetotal:integer user:[{shape31}] vmavailable:string vmlimit:string vmrunning:integer vmstopped:integer vmtotal:integer volumeavailable:string volumelimit:string volumetotal:integer vpcavailable:string vpclimit:string vpctotal:integer',
  shape33: 'account:[{shape32}] count:integer',
  shape34: 'jobid:string jobstatus:integer type:string',
  shape35: 'affinitygrouptype:[{shape34}] count:integer',
  shape36: 'affinitygroup:[{shape13}] count:integer',
  shape37:
    'account:string accountid:string cmd:string completed:string created:string domainid:string domainpath:string jobid:string jobinstanceid:string jobinstancetype:string jobprocstatus:integer jobresult:any jobresultcode:integer jobresulttype:string jobstatus:integer managementserverid:string managementservername:string userid:string',
  shape38: 'asyncjobs:[{shape37}] count:integer',
  shape39:
    'additionalconfigenabled:boolean allowusercreateprojects:boolean allowuserexpungerecovervm:boolean allowuserexpungerecovervolume:boolean allowuserforcestopvm:boolean allowuserviewalldomainaccounts:boolean allowuserviewdestroyedvm:boolean apilimitinterval:integer apilimitmax:integer cloudstackversion:string customdiskofferingmaxsize:integer customdiskofferingminsize:integer customhypervisordisplayname:string defaultuipagesize:integer dynamicrolesenabled:boolean dynamicscalingenabled:boolean extensionspath:string instanceleaseenabled:boolean instancesdisksstatsretentionenabled:boolean instancesdisksstatsretentiontime:integer instancesstatsretentiontime:integer instancesstatsuseronly:boolean jobid:string jobstatus:integer kubernetesclusterexperimentalfeaturesenabled:boolean kubernetesserviceenabled:boolean kvmsnapshotenabled:boolean projectinviterequired:boolean regionsecondaryenabled:boolean securitygroupsenabled:boolean sharedfsvmmincpucount:integer sharedfsvmminramsize:integer snapshotshowchainsize:boolean supportELB:string userpublictemplateenabled:boolean',
  shape40: 'capability:{shape39}',
  shape41:
    'cacheMode:string created:string details:map diskBytesReadRate:integer diskBytesReadRateMax:integer diskBytesReadRateMaxLength:integer diskBytesWriteRate:integer diskBytesWriteRateMax:integer diskBytesWriteRateMaxLength:integer diskIopsReadRate:integer diskIopsReadRateMax:integer diskIopsReadRateMaxLength:integer diskIopsWriteRate:integer diskIopsWriteRateMax:integer diskIopsWriteRateMaxLength:integer disksize:integer disksizestrictness:boolean displayoffering:boolean displaytext:string domain:string domainid:string encrypt:boolean hasannotations:boolean hypervisorsnapshotreserve:integer id:string iscustomized:boolean iscustomizediops:boolean jobid:string jobstatus:integer maxiops:integer miniops:integer name:string provisioningtype:string state:string storagetype:string suitableforvirtualmachine:boolean tags:string vspherestoragepolicy:string zone:string zoneid:string',
  shape42: 'count:integer diskoffering:[{shape41}]',
  shape43: 'count:integer firewallrule:[{shape14}]',
  shape44: 'jobid:string jobstatus:integer name:string',
  shape45: 'count:integer hypervisor:[{shape44}]',
  shape46: 'count:integer healthcheckpolicies:[{shape16}]',
  shape47: 'count:integer stickinesspolicies:[{shape18}]',
  shape48: 'jobid:string jobstatus:integer lbvmipaddresses:[string] loadbalancerruleinstance:any',
  shape49: 'count:integer lbrulevmidip:[{shape48}] loadbalancerruleinstance:[any]',
  shape50: 'count:integer loadbalancerrule:[{shape19}]',
  shape51: 'count:integer networkacllist:[{shape25}]',
  shape52: 'count:integer networkacl:[{shape24}]',
  shape53: 'capability:[any] name:string provider:[any]',
  shape54:
    'availability:string conservemode:boolean created:string details:map displaytext:string domain:string domainid:string egressdefaultpolicy:boolean fornsx:boolean fortungsten:boolean forvpc:boolean guestiptype:string hasannotations:boolean id:string internetprotocol:string isdefault:boolean ispersistent:boolean jobid:string jobstatus:integer maxconnections:integer name:string networkmode:string networkrate:integer routingmode:string service:[{shape53}] serviceofferingid:string specifyasnumber:boolean specifyipranges:boolean specifyvlan:boolean state:string supportsinternallb:boolean supportspublicaccess:boolean supportsstrechedl2subnet:boolean tags:string traffictype:string zone:string zoneid:string',
  shape55: 'count:integer networkoffering:[{shape54}]',
  shape56:
    'account:string aclid:string aclname:string acltype:string asnumber:integer asnumberid:string associatednetwork:string associatednetworkid:string bgppeers:[any] broadcastdomaintype:string broadcasturi:string canusefordeploy:boolean cidr:string created:string details:map displaynetwork:boolean displaytext:string dns1:string dns2:string domain:string domainid:string domainpath:string egressdefaultpolicy:boolean externalid:string gateway:string hasannotations:boolean icon:any id:string internetprotocol:string ip4routes:[any] ip4routing:string ip6cidr:string ip6dns1:string ip6dns2:string ip6gateway:string ip6routes:[any] ip6routing:string isdefault:boolean ispersistent:boolean issystem:boolean jobid:string jobstatus:integer name:string netmask:string networkcidr:string networkdomain:string networkofferingavailability:string networkofferingconservemode:boolean networkofferingdisplaytext:string networkofferingid:string networkofferingname:string physicalnetworkid:string privatemtu:integer project:string projectid:string publicmtu:integer receivedbytes:integer redundantrouter:boolean related:string reservediprange:string restartrequired:boolean sentbytes:integer service:[{shape53}] specifyipranges:boolean specifyvlan:boolean state:string strechedl2subnet:boolean subdomainaccess:boolean supportsvmautoscaling:boolean tags:[{shape1}] traffictype:string tungstenvirtualrouteruuid:string type:string vlan:string vpcid:string vpcname:string zoneid:string zonename:string zonesnetworkspans:[any]',
  shape57: 'count:integer network:[{shape56}]',
  shape58: 'count:integer nic:[{shape4}]',
  shape59:
    'description:string fordisplay:boolean id:string isuserdefined:boolean jobid:string jobstatus:integer name:string oscategoryid:string oscategoryname:string',
  shape60: 'count:integer ostype:[{shape59}]',
  shape61: 'count:integer portforwardingrule:[{shape26}]',
  shape62: 'count:integer project:[{shape2}]',
  shape63: 'count:integer publicipaddress:[{shape9}]',
  shape64:
    'account:string domain:string domainid:string domainpath:string jobid:string jobstatus:integer max:integer project:string projectid:string resourcetype:string resourcetypename:string tag:string',
  shape65: 'count:integer resourcelimit:[{shape64}]',
  shape66:
    'account:string domain:string domainid:string fingerprint:string hasannotations:boolean id:string jobid:string jobstatus:integer name:string project:string projectid:string',
  shape67: 'count:integer sshkeypair:[{shape66}]',
  shape68: 'count:integer securitygroup:[{shape11}]',
  shape69:
    'cacheMode:string cpunumber:integer cpuspeed:integer created:string defaultuse:boolean deploymentplanner:string diskBytesReadRate:integer diskBytesReadRateMax:integer diskBytesReadRateMaxLength:integer diskBytesWriteRate:integer diskBytesWriteRateMax:integer diskBytesWriteRateMaxLength:integer diskIopsReadRate:integer diskIopsReadRateMax:integer diskIopsReadRateMaxLength:integer diskIopsWriteRate:integer diskIopsWriteRateMax:integer diskIopsWriteRateMaxLength:integer diskofferingdisplaytext:string diskofferingid:string diskofferingname:string diskofferingstrictness:boolean displaytext:string domain:string domainid:string dynamicscalingenabled:boolean encryptroot:boolean gpucardid:string gpucardname:string gpucount:integer gpudisplay:boolean hasannotations:boolean hosttags:string hypervisorsnapshotreserve:integer id:string iscustomized:boolean iscustomizediops:boolean issystem:boolean isvolatile:boolean jobid:string jobstatus:integer leaseduration:integer leaseexpiryaction:string limitcpuuse:boolean maxheads:integer maxiops:integer maxresolutionx:integer maxresolutiony:integer memory:integer miniops:integer name:string networkrate:integer offerha:boolean provisioningtype:string purgeresources:boolean rootdisksize:integer serviceofferingdetails:map state:string storagetags:string storagetype:string systemvmtype:string vgpuprofileid:string vgpuprofilename:string videoram:integer vspherestoragepolicy:string zone:string zoneid:string',
  shape70: 'count:integer serviceoffering:[{shape69}]',
  shape71: 'count:integer snapshot:[{shape28}]',
  shape72: 'count:integer tag:[{shape1}]',
  shape73:
    'account:[string] domainid:string id:string ispublic:boolean jobid:string jobstatus:integer projectids:[string]',
  shape74: 'count:integer templatepermission:[{shape73}]',
  shape75: 'count:integer template:[{shape12}]',
  shape76:
    'account:string accountid:string accounttype:integer apikey:string apikeyaccess:string created:string domain:string domainid:string email:string firstname:string icon:any id:string is2faenabled:boolean is2famandated:boolean iscallerchilddomain:boolean isdefault:boolean jobid:string jobstatus:integer lastname:string roleid:string rolename:string roletype:string secretkey:string state:string timezone:string username:string usersource:string',
  shape77: 'count:integer user:[{shape76}]',
  shape78:
    'created:string displaytext:string distributedvpcrouter:boolean domain:string domainid:string fornsx:boolean id:string internetprotocol:string isdefault:boolean jobid:string jobstatus:integer name:string networkmode:string routingmode:string service:[{shape53}] specifyasnumber:boolean state:string supportsregionLevelvpc:boolean zone:string zoneid:string',
  shape79: 'count:integer vpcoffering:[{shape78}]',
  shape80:
    'account:string asnumber:integer asnumberid:string bgppeers:[any] cidr:string created:string displaytext:string distributedvpcrouter:boolean dns1:string dns2:string domain:string domainid:string domainpath:string fordisplay:boolean hasannotations:boolean icon:any id:string ip4routes:[any] ip4routing:string ip6dns1:string ip6dns2:string ip6routes:[any] jobid:string jobstatus:integer name:string network:[any] networkdomain:string project:string projectid:string publicmtu:integer redundantvpcrouter:boolean regionlevelvpc:boolean restartrequired:boolean service:[{shape53}] state:string tags:[{shape1}] vpcofferingid:string vpcofferingname:string zoneid:string zonename:string',
  shape81: 'count:integer vpc:[{shape80}]',
  shape82: 'count:integer virtualmachine:[{shape7}]',
  shape83: 'count:integer volume:[{shape10}]',
  shape84:
    'capacityallocated:integer capacitytotal:integer capacityused:integer clusterid:string clustername:string name:string percentused:string podid:string podname:string tag:string type:integer zoneid:string zonename:string',
  shape85:
    'allocationstate:string allowuserspecifyvrmtu:boolean asnrange:string capacity:[{shape84}] description:string dhcpprovider:string displaytext:string dns1:string dns2:string domain:string domainid:string domainname:string gputotal:integer gpuused:integer guestcidraddress:string hasannotations:boolean icon:any id:string internaldns1:string internaldns2:string ip6dns1:string ip6dns2:string ismultiarch:boolean isnsxenabled:boolean jobid:string jobstatus:integer localstorageenabled:boolean name:string networktype:string provider:string resourcedetails:map routedmodeenabled:boolean routerprivateinterfacemaxmtu:integer routerpublicinterfacemaxmtu:integer securitygroupsenabled:boolean storageaccessgroups:string tags:[{shape1}] type:string zonetoken:string',
  shape86: 'count:integer zone:[{shape85}]',
}
