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
  createConsoleEndpoint: '{shape14}',
  createEgressFirewallRule: '{shape15}',
  createFirewallRule: '{shape15}',
  createLBHealthCheckPolicy: '{shape17}',
  createLBStickinessPolicy: '{shape19}',
  createLoadBalancerRule: '{shape20}',
  createNetwork: '{shape24}',
  createNetworkACL: '{shape25}',
  createNetworkACLList: '{shape26}',
  createPortForwardingRule: '{shape27}',
  createProject: '{shape2}',
  createSSHKeyPair: '{shape28}',
  createSecurityGroup: '{shape11}',
  createSnapshot: '{shape29}',
  createTags: '{shape8}',
  createTemplate: '{shape12}',
  createVPC: '{shape30}',
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
  getVMPassword: '{shape31}',
  listAccounts: '{shape34}',
  listAffinityGroupTypes: '{shape36}',
  listAffinityGroups: '{shape37}',
  listAsyncJobs: '{shape39}',
  listCapabilities: '{shape41}',
  listDiskOfferings: '{shape43}',
  listEgressFirewallRules: '{shape44}',
  listFirewallRules: '{shape44}',
  listHypervisors: '{shape46}',
  listLBHealthCheckPolicies: '{shape47}',
  listLBStickinessPolicies: '{shape48}',
  listLoadBalancerRuleInstances: '{shape50}',
  listLoadBalancerRules: '{shape51}',
  listNetworkACLLists: '{shape52}',
  listNetworkACLs: '{shape53}',
  listNetworkOfferings: '{shape56}',
  listNetworks: '{shape58}',
  listNics: '{shape59}',
  listOsTypes: '{shape61}',
  listPortForwardingRules: '{shape62}',
  listProjects: '{shape63}',
  listPublicIpAddresses: '{shape64}',
  listResourceLimits: '{shape66}',
  listSSHKeyPairs: '{shape68}',
  listSecurityGroups: '{shape69}',
  listServiceOfferings: '{shape71}',
  listSnapshots: '{shape72}',
  listTags: '{shape73}',
  listTemplatePermissions: '{shape75}',
  listTemplates: '{shape76}',
  listUsers: '{shape78}',
  listVPCOfferings: '{shape80}',
  listVPCs: '{shape82}',
  listVirtualMachines: '{shape83}',
  listVolumes: '{shape84}',
  listZones: '{shape87}',
  queryAsyncJobResult: '{shape38}',
  rebootVirtualMachine: '{shape7}',
  recoverVirtualMachine: '{shape7}',
  recoverVolume: '{shape10}',
  registerSSHKeyPair: '{shape67}',
  registerTemplate: '{shape76}',
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
  updateLoadBalancerRule: '{shape20}',
  updateNetwork: '{shape24}',
  updateNetworkACLItem: '{shape25}',
  updateProject: '{shape2}',
  updateSecurityGroup: '{shape11}',
  updateTemplate: '{shape12}',
  updateTemplatePermissions: '{shape8}',
  updateVMAffinityGroup: '{shape7}',
  updateVPC: '{shape30}',
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
  shape14: 'details:string jobid:string jobstatus:integer success:boolean url:string websocket:map',
  shape15:
    'cidrlist:string destcidrlist:string endport:integer fordisplay:boolean icmpcode:integer icmptype:integer id:string ipaddress:string ipaddressid:string jobid:string jobstatus:integer networkid:string protocol:string startport:integer state:string tags:[{shape1}] traffictype:string',
  shape16:
    'description:string fordisplay:boolean healthcheckinterval:integer healthcheckthresshold:integer id:string pingpath:string responsetime:integer state:string unhealthcheckthresshold:integer',
  shape17:
    'account:string domain:string domainid:string healthcheckpolicy:[{shape16}] jobid:string jobstatus:integer lbruleid:string zoneid:string',
  shape18:
    'description:string fordisplay:boolean id:string methodname:string name:string params:map state:string',
  shape19:
    'account:string description:string domain:string domainid:string jobid:string jobstatus:integer lbruleid:string name:string state:string stickinesspolicy:[{shape18}] zoneid:string',
  shape20:
    'account:string algorithm:string cidrlist:string description:string domain:string domainid:string domainpath:string fordisplay:boolean id:string jobid:string jobstatus:integer name:string networkid:string privateport:string project:string projectid:string protocol:string publicip:string publicipid:string publicport:string state:string tags:[{shape1}] zoneid:string zonename:string',
  shape21: 'canchooseservicecapability:boolean name:string value:string',
  shape22:
    'canenableindividualservice:boolean destinationphysicalnetworkid:string id:string name:string physicalnetworkid:string servicelist:[string] state:string',
  shape23: 'capability:[{shape21}] name:string provider:[{shape22}]',
  shape24:
    'account:string aclid:string aclname:string acltype:string asnumber:integer asnumberid:string associatednetwork:string associatednetworkid:string bgppeers:[any] broadcastdomaintype:string broadcasturi:string canusefordeploy:boolean cidr:string created:string details:map displaynetwork:boolean displaytext:string dns1:string dns2:string domain:string domainid:string domainpath:string egressdefaultpolicy:boolean externalid:string gateway:string hasannotations:boolean icon:any id:string internetprotocol:string ip4routes:[any] ip4routing:string ip6cidr:string ip6dns1:string ip6dns2:string ip6gateway:string ip6routes:[any] ip6routing:string isdefault:boolean ispersistent:boolean issystem:boolean jobid:string jobstatus:integer name:string netmask:string networkcidr:string networkdomain:string networkofferingavailability:string networkofferingconservemode:boolean networkofferingdisplaytext:string networkofferingid:string networkofferingname:string physicalnetworkid:string privatemtu:integer project:string projectid:string publicmtu:integer receivedbytes:integer redundantrouter:boolean related:string reservediprange:string restartrequired:boolean sentbytes:integer service:[{shape23}] specifyipranges:boolean specifyvlan:boolean state:string strechedl2subnet:boolean subdomainaccess:boolean supportsvmautoscaling:boolean tags:[{shape1}] traffictype:string tungstenvirtualrouteruuid:string type:string vlan:string vpcid:string vpcname:string zoneid:string zonename:string zonesnetworkspans:[any]',
  shape25:
    'aclid:string aclname:string action:string cidrlist:string endport:string fordisplay:boolean icmpcode:integer icmptype:integer id:string jobid:string jobstatus:integer number:integer protocol:string reason:string startport:string state:string tags:[{shape1}] traffictype:string',
  shape26:
    'description:string fordisplay:boolean id:string jobid:string jobstatus:integer name:string vpcid:string vpcname:string',
  shape27:
    'cidrlist:string fordisplay:boolean id:string ipaddress:string ipaddressid:string jobid:string jobstatus:integer networkid:string privateendport:string privateport:string protocol:string publicendport:string publicport:string state:string tags:[{shape1}] virtualmachinedisplayname:string virtualmachineid:string virtualmachinename:string vmguestip:string',
  shape28:
    'account:string domain:string domainid:string fingerprint:string hasannotations:boolean id:string jobid:string jobstatus:integer name:string privatekey:string project:string projectid:string',
  shape29:
    'account:string chainsize:integer created:string datastoreid:string datastorename:string datastorestate:string datastoretype:string domain:string domainid:string domainpath:string downloaddetails:map hasannotations:boolean id:string intervaltype:string jobid:string jobstatus:integer locationtype:string name:string osdisplayname:string ostypeid:string parent:string parentname:string physicalsize:integer project:string projectid:string revertable:boolean snapshottype:string state:string status:string tags:[{shape1}] virtualsize:integer volumeid:string volumename:string volumestate:string volumetype:string zoneid:string zonename:string',
  shape30:
    'account:string asnumber:integer asnumberid:string bgppeers:[any] cidr:string created:string displaytext:string distributedvpcrouter:boolean dns1:string dns2:string domain:string domainid:string domainpath:string fordisplay:boolean hasannotations:boolean icon:any id:string ip4routes:[any] ip4routing:string ip6dns1:string ip6dns2:string ip6routes:[any] jobid:string jobstatus:integer name:string network:[any] networkdomain:string project:string projectid:string publicmtu:integer redundantvpcrouter:boolean regionlevelvpc:boolean restartrequired:boolean service:[{shape23}] state:string tags:[{shape1}] vpcofferingid:string vpcofferingname:string zoneid:string zonename:string',
  shape31: 'encryptedpassword:string jobid:string jobstatus:integer',
  shape32:
    'account:string accountid:string accounttype:integer apikey:string apikeyaccess:string created:string domain:string domainid:string email:string firstname:string icon:any id:string is2faenabled:boolean is2famandated:boolean iscallerchilddomain:boolean isdefault:boolean lastname:string roleid:string rolename:string roletype:string secretkey:string state:string timezone:string username:string usersource:string',
  shape33:
    'accountdetails:map accounttype:integer apikeyaccess:string backupavailable:string backuplimit:string backupstorageavailable:string backupstoragelimit:string backupstoragetotal:integer backuptotal:integer bucketavailable:string bucketlimit:string buckettotal:integer cpuavailable:string cpulimit:string cputotal:integer created:string defaultzoneid:string domain:string domainid:string domainpath:string gpuavailable:string gpulimit:string gputotal:integer groups:[string] icon:any id:string ipavailable:string iplimit:string iptotal:integer iscleanuprequired:boolean isdefault:boolean jobid:string jobstatus:integer memoryavailable:string memorylimit:string memorytotal:integer name:string networkavailable:string networkdomain:string networklimit:string networktotal:integer objectstorageavailable:string objectstoragelimit:string objectstoragetotal:integer primarystorageavailable:string primarystoragelimit:string primarystoragetotal:integer projectavailable:string projectlimit:string projecttotal:integer receivedbytes:integer roleid:string rolename:string roletype:string secondarystorageavailable:string secondarystoragelimit:string secondarystoragetotal:number sentbytes:integer snapshotavailable:string snapshotlimit:string snapshottotal:integer state:string taggedresources:[string] templateavailable:string templatelimit:string templatetotal:integer user:[{shape32}] vmavailable:string vmlimit:string vmrunning:integer vmstopped:integer vmtotal:integer volumeavailable:string volumelimit:string volumetotal:integer vpcavailable:string vpclimit:string vpctotal:integer',
  shape34: 'account:[{shape33}] count:integer',
  shape35: 'jobid:string jobstatus:integer type:string',
  shape36: 'affinitygrouptype:[{shape35}] count:integer',
  shape37: 'affinitygroup:[{shape13}] count:integer',
  shape38:
    'account:string accountid:string cmd:string completed:string created:string domainid:string domainpath:string jobid:string jobinstanceid:string jobinstancetype:string jobprocstatus:integer jobresult:any jobresultcode:integer jobresulttype:string jobstatus:integer managementserverid:string managementservername:string userid:string',
  shape39: 'asyncjobs:[{shape38}] count:integer',
  shape40:
    'additionalconfigenabled:boolean allowusercreateprojects:boolean allowuserexpungerecovervm:boolean allowuserexpungerecovervolume:boolean allowuserforcestopvm:boolean allowuserviewalldomainaccounts:boolean allowuserviewdestroyedvm:boolean apilimitinterval:integer apilimitmax:integer cloudstackversion:string customdiskofferingmaxsize:integer customdiskofferingminsize:integer customhypervisordisplayname:string defaultuipagesize:integer dynamicrolesenabled:boolean dynamicscalingenabled:boolean extensionspath:string instanceleaseenabled:boolean instancesdisksstatsretentionenabled:boolean instancesdisksstatsretentiontime:integer instancesstatsretentiontime:integer instancesstatsuseronly:boolean jobid:string jobstatus:integer kubernetesclusterexperimentalfeaturesenabled:boolean kubernetesserviceenabled:boolean kvmsnapshotenabled:boolean projectinviterequired:boolean regionsecondaryenabled:boolean securitygroupsenabled:boolean sharedfsvmmincpucount:integer sharedfsvmminramsize:integer snapshotshowchainsize:boolean supportELB:string userpublictemplateenabled:boolean',
  shape41: 'capability:{shape40}',
  shape42:
    'cacheMode:string created:string details:map diskBytesReadRate:integer diskBytesReadRateMax:integer diskBytesReadRateMaxLength:integer diskBytesWriteRate:integer diskBytesWriteRateMax:integer diskBytesWriteRateMaxLength:integer diskIopsReadRate:integer diskIopsReadRateMax:integer diskIopsReadRateMaxLength:integer diskIopsWriteRate:integer diskIopsWriteRateMax:integer diskIopsWriteRateMaxLength:integer disksize:integer disksizestrictness:boolean displayoffering:boolean displaytext:string domain:string domainid:string encrypt:boolean hasannotations:boolean hypervisorsnapshotreserve:integer id:string iscustomized:boolean iscustomizediops:boolean jobid:string jobstatus:integer maxiops:integer miniops:integer name:string provisioningtype:string state:string storagetype:string suitableforvirtualmachine:boolean tags:string vspherestoragepolicy:string zone:string zoneid:string',
  shape43: 'count:integer diskoffering:[{shape42}]',
  shape44: 'count:integer firewallrule:[{shape15}]',
  shape45: 'jobid:string jobstatus:integer name:string',
  shape46: 'count:integer hypervisor:[{shape45}]',
  shape47: 'count:integer healthcheckpolicies:[{shape17}]',
  shape48: 'count:integer stickinesspolicies:[{shape19}]',
  shape49: 'jobid:string jobstatus:integer lbvmipaddresses:[string] loadbalancerruleinstance:any',
  shape50: 'count:integer lbrulevmidip:[{shape49}] loadbalancerruleinstance:[any]',
  shape51: 'count:integer loadbalancerrule:[{shape20}]',
  shape52: 'count:integer networkacllist:[{shape26}]',
  shape53: 'count:integer networkacl:[{shape25}]',
  shape54: 'capability:[any] name:string provider:[any]',
  shape55:
    'availability:string conservemode:boolean created:string details:map displaytext:string domain:string domainid:string egressdefaultpolicy:boolean fornsx:boolean fortungsten:boolean forvpc:boolean guestiptype:string hasannotations:boolean id:string internetprotocol:string isdefault:boolean ispersistent:boolean jobid:string jobstatus:integer maxconnections:integer name:string networkmode:string networkrate:integer routingmode:string service:[{shape54}] serviceofferingid:string specifyasnumber:boolean specifyipranges:boolean specifyvlan:boolean state:string supportsinternallb:boolean supportspublicaccess:boolean supportsstrechedl2subnet:boolean tags:string traffictype:string zone:string zoneid:string',
  shape56: 'count:integer networkoffering:[{shape55}]',
  shape57:
    'account:string aclid:string aclname:string acltype:string asnumber:integer asnumberid:string associatednetwork:string associatednetworkid:string bgppeers:[any] broadcastdomaintype:string broadcasturi:string canusefordeploy:boolean cidr:string created:string details:map displaynetwork:boolean displaytext:string dns1:string dns2:string domain:string domainid:string domainpath:string egressdefaultpolicy:boolean externalid:string gateway:string hasannotations:boolean icon:any id:string internetprotocol:string ip4routes:[any] ip4routing:string ip6cidr:string ip6dns1:string ip6dns2:string ip6gateway:string ip6routes:[any] ip6routing:string isdefault:boolean ispersistent:boolean issystem:boolean jobid:string jobstatus:integer name:string netmask:string networkcidr:string networkdomain:string networkofferingavailability:string networkofferingconservemode:boolean networkofferingdisplaytext:string networkofferingid:string networkofferingname:string physicalnetworkid:string privatemtu:integer project:string projectid:string publicmtu:integer receivedbytes:integer redundantrouter:boolean related:string reservediprange:string restartrequired:boolean sentbytes:integer service:[{shape54}] specifyipranges:boolean specifyvlan:boolean state:string strechedl2subnet:boolean subdomainaccess:boolean supportsvmautoscaling:boolean tags:[{shape1}] traffictype:string tungstenvirtualrouteruuid:string type:string vlan:string vpcid:string vpcname:string zoneid:string zonename:string zonesnetworkspans:[any]',
  shape58: 'count:integer network:[{shape57}]',
  shape59: 'count:integer nic:[{shape4}]',
  shape60:
    'description:string fordisplay:boolean id:string isuserdefined:boolean jobid:string jobstatus:integer name:string oscategoryid:string oscategoryname:string',
  shape61: 'count:integer ostype:[{shape60}]',
  shape62: 'count:integer portforwardingrule:[{shape27}]',
  shape63: 'count:integer project:[{shape2}]',
  shape64: 'count:integer publicipaddress:[{shape9}]',
  shape65:
    'account:string domain:string domainid:string domainpath:string jobid:string jobstatus:integer max:integer project:string projectid:string resourcetype:string resourcetypename:string tag:string',
  shape66: 'count:integer resourcelimit:[{shape65}]',
  shape67:
    'account:string domain:string domainid:string fingerprint:string hasannotations:boolean id:string jobid:string jobstatus:integer name:string project:string projectid:string',
  shape68: 'count:integer sshkeypair:[{shape67}]',
  shape69: 'count:integer securitygroup:[{shape11}]',
  shape70:
    'cacheMode:string cpunumber:integer cpuspeed:integer created:string defaultuse:boolean deploymentplanner:string diskBytesReadRate:integer diskBytesReadRateMax:integer diskBytesReadRateMaxLength:integer diskBytesWriteRate:integer diskBytesWriteRateMax:integer diskBytesWriteRateMaxLength:integer diskIopsReadRate:integer diskIopsReadRateMax:integer diskIopsReadRateMaxLength:integer diskIopsWriteRate:integer diskIopsWriteRateMax:integer diskIopsWriteRateMaxLength:integer diskofferingdisplaytext:string diskofferingid:string diskofferingname:string diskofferingstrictness:boolean displaytext:string domain:string domainid:string dynamicscalingenabled:boolean encryptroot:boolean gpucardid:string gpucardname:string gpucount:integer gpudisplay:boolean hasannotations:boolean hosttags:string hypervisorsnapshotreserve:integer id:string iscustomized:boolean iscustomizediops:boolean issystem:boolean isvolatile:boolean jobid:string jobstatus:integer leaseduration:integer leaseexpiryaction:string limitcpuuse:boolean maxheads:integer maxiops:integer maxresolutionx:integer maxresolutiony:integer memory:integer miniops:integer name:string networkrate:integer offerha:boolean provisioningtype:string purgeresources:boolean rootdisksize:integer serviceofferingdetails:map state:string storagetags:string storagetype:string systemvmtype:string vgpuprofileid:string vgpuprofilename:string videoram:integer vspherestoragepolicy:string zone:string zoneid:string',
  shape71: 'count:integer serviceoffering:[{shape70}]',
  shape72: 'count:integer snapshot:[{shape29}]',
  shape73: 'count:integer tag:[{shape1}]',
  shape74:
    'account:[string] domainid:string id:string ispublic:boolean jobid:string jobstatus:integer projectids:[string]',
  shape75: 'count:integer templatepermission:[{shape74}]',
  shape76: 'count:integer template:[{shape12}]',
  shape77:
    'account:string accountid:string accounttype:integer apikey:string apikeyaccess:string created:string domain:string domainid:string email:string firstname:string icon:any id:string is2faenabled:boolean is2famandated:boolean iscallerchilddomain:boolean isdefault:boolean jobid:string jobstatus:integer lastname:string roleid:string rolename:string roletype:string secretkey:string state:string timezone:string username:string usersource:string',
  shape78: 'count:integer user:[{shape77}]',
  shape79:
    'created:string displaytext:string distributedvpcrouter:boolean domain:string domainid:string fornsx:boolean id:string internetprotocol:string isdefault:boolean jobid:string jobstatus:integer name:string networkmode:string routingmode:string service:[{shape54}] specifyasnumber:boolean state:string supportsregionLevelvpc:boolean zone:string zoneid:string',
  shape80: 'count:integer vpcoffering:[{shape79}]',
  shape81:
    'account:string asnumber:integer asnumberid:string bgppeers:[any] cidr:string created:string displaytext:string distributedvpcrouter:boolean dns1:string dns2:string domain:string domainid:string domainpath:string fordisplay:boolean hasannotations:boolean icon:any id:string ip4routes:[any] ip4routing:string ip6dns1:string ip6dns2:string ip6routes:[any] jobid:string jobstatus:integer name:string network:[any] networkdomain:string project:string projectid:string publicmtu:integer redundantvpcrouter:boolean regionlevelvpc:boolean restartrequired:boolean service:[{shape54}] state:string tags:[{shape1}] vpcofferingid:string vpcofferingname:string zoneid:string zonename:string',
  shape82: 'count:integer vpc:[{shape81}]',
  shape83: 'count:integer virtualmachine:[{shape7}]',
  shape84: 'count:integer volume:[{shape10}]',
  shape85:
    'capacityallocated:integer capacitytotal:integer capacityused:integer clusterid:string clustername:string name:string percentused:string podid:string podname:string tag:string type:integer zoneid:string zonename:string',
  shape86:
    'allocationstate:string allowuserspecifyvrmtu:boolean asnrange:string capacity:[{shape85}] description:string dhcpprovider:string displaytext:string dns1:string dns2:string domain:string domainid:string domainname:string gputotal:integer gpuused:integer guestcidraddress:string hasannotations:boolean icon:any id:string internaldns1:string internaldns2:string ip6dns1:string ip6dns2:string ismultiarch:boolean isnsxenabled:boolean jobid:string jobstatus:integer localstorageenabled:boolean name:string networktype:string provider:string resourcedetails:map routedmodeenabled:boolean routerprivateinterfacemaxmtu:integer routerpublicinterfacemaxmtu:integer securitygroupsenabled:boolean storageaccessgroups:string tags:[{shape1}] type:string zonetoken:string',
  shape87: 'count:integer zone:[{shape86}]',
}
