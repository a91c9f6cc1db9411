// Written by tooling/check/cloudstack-table.ts from the description of CloudStack's commands: change that program, not this file.
import type { CommandName } from '../cloudstack/command-names.ts'

/** The structure of each command's answer, or of what its job results in. */
export const answers: Readonly<Record<CommandName, string>> = {
  attachVolume: '{shape2}',
  authorizeSecurityGroupEgress: '{shape4}',
  authorizeSecurityGroupIngress: '{shape4}',
  changeServiceForVirtualMachine: '{shape8}',
  copyTemplate: '{shape9}',
  createAffinityGroup: '{shape10}',
  createSSHKeyPair: '{shape11}',
  createSecurityGroup: '{shape4}',
  createSnapshot: '{shape12}',
  createTags: '{shape13}',
  createTemplate: '{shape9}',
  createVolume: '{shape2}',
  deleteAffinityGroup: '{shape13}',
  deleteSSHKeyPair: '{shape13}',
  deleteSecurityGroup: '{shape13}',
  deleteSnapshot: '{shape13}',
  deleteTags: '{shape13}',
  deleteTemplate: '{shape13}',
  deleteVolume: '{shape13}',
  deployVirtualMachine: '{shape8}',
  destroyVirtualMachine: '{shape8}',
  destroyVolume: '{shape2}',
  detachVolume: '{shape2}',
  expungeVirtualMachine: '{shape13}',
  getVMPassword: '{shape14}',
  listAffinityGroupTypes: '{shape16}',
  listAffinityGroups: '{shape17}',
  listAsyncJobs: '{shape19}',
  listDiskOfferings: '{shape21}',
  listNetworks: '{shape24}',
  listOsTypes: '{shape26}',
  listSSHKeyPairs: '{shape28}',
  listSecurityGroups: '{shape29}',
  listServiceOfferings: '{shape31}',
  listSnapshots: '{shape32}',
  listTags: '{shape33}',
  listTemplatePermissions: '{shape35}',
  listTemplates: '{shape36}',
  listVirtualMachines: '{shape37}',
  listVolumes: '{shape38}',
  listZones: '{shape41}',
  queryAsyncJobResult: '{shape18}',
  rebootVirtualMachine: '{shape8}',
  recoverVirtualMachine: '{shape8}',
  recoverVolume: '{shape2}',
  registerSSHKeyPair: '{shape27}',
  registerTemplate: '{shape36}',
  resetPasswordForVirtualMachine: '{shape8}',
  resetSSHKeyForVirtualMachine: '{shape8}',
  resizeVolume: '{shape2}',
  revokeSecurityGroupEgress: '{shape13}',
  revokeSecurityGroupIngress: '{shape13}',
  scaleVirtualMachine: '{shape13}',
  startVirtualMachine: '{shape8}',
  stopVirtualMachine: '{shape8}',
  updateSecurityGroup: '{shape4}',
  updateTemplate: '{shape9}',
  updateTemplatePermissions: '{shape13}',
  updateVMAffinityGroup: '{shape8}',
  updateVirtualMachine: '{shape8}',
  updateVolume: '{shape2}',
}

/** Fields: `[]` is a list, `{}` a structure, `map` an object of strings. */
export const structures: Readonly<Record<string, string>> = {
  shape1:
    'account:string customer:string domain:string domainid:string domainpath:string jobid:string jobstatus:integer key:string project:string projectid:string resourceid:string resourcetype:string value:string',
  shape2:
    'account:string attached:string chaininfo:string clusterid:string clustername:string created:string deleteprotection:boolean destroyed:boolean deviceid:integer diskBytesReadRate:integer diskBytesWriteRate:integer diskIopsReadRate:integer diskIopsWriteRate:integer diskioread:integer diskiowrite:integer diskkbsread:integer diskkbswrite:integer diskofferingdisplaytext:string diskofferingid:string diskofferingname:string displayvolume:boolean domain:string domainid:string domainpath:string encryptformat:string externaluuid:string hasannotations:boolean hypervisor:string id:string isextractable:boolean isodisplaytext:string isoid:string isoname:string jobid:string jobstatus:integer maxiops:integer miniops:integer name:string path:string physicalsize:integer podid:string podname:string project:string projectid:string provisioningtype:string quiescevm:boolean serviceofferingdisplaytext:string serviceofferingid:string serviceofferingname:string size:integer snapshotid:string state:string status:string storage:string storageid:string storagetype:string supportsstoragesnapshot:boolean tags:[{shape1}] templatedisplaytext:string templateid:string templatename:string type:string utilization:string virtualmachineid:string virtualsize:integer vmdisplayname:string vmname:string vmstate:string vmtype:string volumecheckresult:map volumerepairresult:map zoneid:string zonename:string',
  shape3:
    'account:string cidr:string endport:integer icmpcode:integer icmptype:integer protocol:string ruleid:string securitygroupname:string startport:integer tags:[{shape1}]',
  shape4:
    'account:string description:string domain:string domainid:string domainpath:string egressrule:[{shape3}] id:string ingressrule:[{shape3}] jobid:string jobstatus:integer name:string project:string projectid:string tags:[{shape1}] virtualmachinecount:integer virtualmachineids:[any]',
  shape5:
    'account:string dedicatedresources:[string] description:string domain:string domainid:string domainpath:string id:string name:string project:string projectid:string type:string virtualmachineIds:[string]',
  shape6:
    'adaptertype:string broadcasturi:string deviceid:string extradhcpoption:[string] gateway:string id:string ip6address:string ip6cidr:string ip6gateway:string ipaddress:string ipaddresses:[string] isdefault:boolean isolatedpvlan:integer isolatedpvlantype:string isolationuri:string jobid:string jobstatus:integer macaddress:string mtu:integer netmask:string networkid:string networkname:string nsxlogicalswitch:string nsxlogicalswitchport:string publicip:string publicipid:string traffictype:string type:string virtualmachineid:string vlanid:integer vpcid:string vpcname:string',
  shape7:
    'account:string description:string domain:string domainid:string domainpath:string egressrule:[{shape3}] id:string ingressrule:[{shape3}] name:string project:string projectid:string tags:[{shape1}] virtualmachinecount:integer virtualmachineids:[any]',
  shape8:
    'account:string affinitygroup:[{shape5}] alloweddetails:string arch:string autoscalevmgroupid:string autoscalevmgroupname:string backupofferingid:string backupofferingname:string bootmode:string boottype:string cpunumber:integer cpuspeed:integer cpuused:string created:string deleteprotection:boolean details:map diskioread:integer diskiowrite:integer diskkbsread:integer diskkbswrite:integer diskofferingid:string diskofferingname:string displayname:string displayvm:boolean domain:string domainid:string domainpath:string forvirtualnetwork:boolean gpucardid:string gpucardname:string gpucount:integer group:string groupid:string guestosid:string haenable:boolean hasannotations:boolean hostcontrolstate:string hostid:string hostname:string hypervisor:string icon:any id:string instancename:string ipaddress:string isdynamicallyscalable:boolean isodisplaytext:string isoid:string isoname:string jobid:string jobstatus:integer keypairs:string lastupdated:string leaseduration:integer leaseexpiryaction:string leaseexpirydate:string maxheads:integer maxresolutionx:integer maxresolutiony:integer memory:integer memoryintfreekbs:integer memorykbs:integer memorytargetkbs:integer name:string networkkbsread:integer networkkbswrite:integer nic:[{shape6}] osdisplayname:string ostypeid:string password:string passwordenabled:boolean pooltype:string project:string projectid:string publicip:string publicipid:string readonlydetails:string receivedbytes:integer rootdeviceid:integer rootdevicetype:string securitygroup:[{shape7}] sentbytes:integer serviceofferingid:string serviceofferingname:string servicestate:string state:string tags:[{shape1}] templatedisplaytext:string templateformat:string templateid:string templatename:string templatetype:string userdata:string userdatadetails:string userdataid:string userdataname:string userdatapolicy:string userid:string username:string vgpu:string vgpuprofileid:string vgpuprofilename:string videoram:integer vmtype:string vnfdetails:map vnfnics:[any] zoneid:string zonename:string',
  shape9:
    'account:string accountid:string arch:string bits:integer bootable:boolean checksum:string childtemplates:[any] created:string crossZones:boolean deployasis:boolean deployasisdetails:map details:map directdownload:boolean displaytext:string domain:string domainid:string domainpath:string downloaddetails:[map] extensionid:string extensionname:string forcks:boolean format:string hasannotations:boolean hostid:string hostname:string hypervisor:string icon:any id:string isdynamicallyscalable:boolean isextractable:boolean isfeatured:boolean ispublic:boolean isready:boolean jobid:string jobstatus:integer name:string ostypeid:string ostypename:string parenttemplateid:string passwordenabled:boolean physicalsize:integer project:string projectid:string removed:string requireshvm:boolean size:integer sourcetemplateid:string sshkeyenabled:boolean status:string tags:[{shape1}] templatetag:string templatetype:string url:string userdataid:string userdataname:string userdataparams:string userdatapolicy:string zoneid:string zonename:string',
  shape10:
    'account:string dedicatedresources:[string] description:string domain:string domainid:string domainpath:string id:string jobid:string jobstatus:integer name:string project:string projectid:string type:string virtualmachineIds:[string]',
  shape11:
    'account:string domain:string domainid:string fingerprint:string hasannotations:boolean id:string jobid:string jobstatus:integer name:string privatekey:string project:string projectid:string',
  shape12:
    'account:string chainsize:integer created:string datastoreid:string datastorename:string datastorestate:string datastoretype:string domain:string domainid:string domainpath:string downloaddetails:map hasannotations:boolean id:string intervaltype:string jobid:string jobstatus:integer locationtype:string name:string osdisplayname:string ostypeid:string parent:string parentname:string physicalsize:integer project:string projectid:string revertable:boolean snapshottype:string state:string status:string tags:[{shape1}] virtualsize:integer volumeid:string volumename:string volumestate:string volumetype:string zoneid:string zonename:string',
  shape13: 'displaytext:string jobid:string jobstatus:integer success:boolean',
  shape14: 'encryptedpassword:string jobid:string jobstatus:integer',
  shape15: 'jobid:string jobstatus:integer type:string',
  shape16: 'affinitygrouptype:[{shape15}] count:integer',
  shape17: 'affinitygroup:[{shape10}] count:integer',
  shape18:
    'account:string accountid:string cmd:string completed:string created:string domainid:string domainpath:string jobid:string jobinstanceid:string jobinstancetype:string jobprocstatus:integer jobresult:any jobresultcode:integer jobresulttype:string jobstatus:integer managementserverid:string managementservername:string userid:string',
  shape19: 'asyncjobs:[{shape18}] count:integer',
  shape20:
    'cacheMode:string created:string details:map diskBytesReadRate:integer diskBytesReadRateMax:integer diskBytesReadRateMaxLength:integer diskBytesWriteRate:integer diskBytesWriteRateMax:integer diskBytesWriteRateMaxLength:integer diskIopsReadRate:integer diskIopsReadRateMax:integer diskIopsReadRateMaxLength:integer diskIopsWriteRate:integer diskIopsWriteRateMax:integer diskIopsWriteRateMaxLength:integer disksize:integer disksizestrictness:boolean displayoffering:boolean displaytext:string domain:string domainid:string encrypt:boolean hasannotations:boolean hypervisorsnapshotreserve:integer id:string iscustomized:boolean iscustomizediops:boolean jobid:string jobstatus:integer maxiops:integer miniops:integer name:string provisioningtype:string state:string storagetype:string suitableforvirtualmachine:boolean tags:string vspherestoragepolicy:string zone:string zoneid:string',
  shape21: 'count:integer diskoffering:[{shape20}]',
  shape22: 'capability:[any] name:string provider:[any]',
  shape23:
    'account:string aclid:string aclname:string acltype:string asnumber:integer asnumberid:string associatednetwork:string associatednetworkid:string bgppeers:[any] broadcastdomaintype:string broadcasturi:string canusefordeploy:boolean cidr:string created:string details:map displaynetwork:boolean displaytext:string dns1:string dns2:string domain:string domainid:string domainpath:string egressdefaultpolicy:boolean externalid:string gateway:string hasannotations:boolean icon:any id:string internetprotocol:string ip4routes:[any] ip4routing:string ip6cidr:string ip6dns1:string ip6dns2:string ip6gateway:string ip6routes:[any] ip6routing:string isdefault:boolean ispersistent:boolean issystem:boolean jobid:string jobstatus:integer name:string netmask:string networkcidr:string networkdomain:string networkofferingavailability:string networkofferingconservemode:boolean networkofferingdisplaytext:string networkofferingid:string networkofferingname:string physicalnetworkid:string privatemtu:integer project:string projectid:string publicmtu:integer receivedbytes:integer redundantrouter:boolean related:string reservediprange:string restartrequired:boolean sentbytes:integer service:[{shape22}] specifyipranges:boolean specifyvlan:boolean state:string strechedl2subnet:boolean subdomainaccess:boolean supportsvmautoscaling:boolean tags:[{shape1}] traffictype:string tungstenvirtualrouteruuid:string type:string vlan:string vpcid:string vpcname:string zoneid:string zonename:string zonesnetworkspans:[any]',
  shape24: 'count:integer network:[{shape23}]',
  shape25:
    'description:string fordisplay:boolean id:string isuserdefined:boolean jobid:string jobstatus:integer name:string oscategoryid:string oscategoryname:string',
  shape26: 'count:integer ostype:[{shape25}]',
  shape27:
    'account:string domain:string domainid:string fingerprint:string hasannotations:boolean id:string jobid:string jobstatus:integer name:string project:string projectid:string',
  shape28: 'count:integer sshkeypair:[{shape27}]',
  shape29: 'count:integer securitygroup:[{shape4}]',
  shape30:
    'cacheMode:string cpunumber:integer cpuspeed:integer created:string defaultuse:boolean deploymentplanner:string diskBytesReadRate:integer diskBytesReadRateMax:integer diskBytesReadRateMaxLength:integer diskBytesWriteRate:integer diskBytesWriteRateMax:integer diskBytesWriteRateMaxLength:integer diskIopsReadRate:integer diskIopsReadRateMax:integer diskIopsReadRateMaxLength:integer diskIopsWriteRate:integer diskIopsWriteRateMax:integer diskIopsWriteRateMaxLength:integer diskofferingdisplaytext:string diskofferingid:string diskofferingname:string diskofferingstrictness:boolean displaytext:string domain:string domainid:string dynamicscalingenabled:boolean encryptroot:boolean gpucardid:string gpucardname:string gpucount:integer gpudisplay:boolean hasannotations:boolean hosttags:string hypervisorsnapshotreserve:integer id:string iscustomized:boolean iscustomizediops:boolean issystem:boolean isvolatile:boolean jobid:string jobstatus:integer leaseduration:integer leaseexpiryaction:string limitcpuuse:boolean maxheads:integer maxiops:integer maxresolutionx:integer maxresolutiony:integer memory:integer miniops:integer name:string networkrate:integer offerha:boolean provisioningtype:string purgeresources:boolean rootdisksize:integer serviceofferingdetails:map state:string storagetags:string storagetype:string systemvmtype:string vgpuprofileid:string vgpuprofilename:string videoram:integer vspherestoragepolicy:string zone:string zoneid:string',
  shape31: 'count:integer serviceoffering:[{shape30}]',
  shape32: 'count:integer snapshot:[{shape12}]',
  shape33: 'count:integer tag:[{shape1}]',
  shape34:
    'account:[string] domainid:string id:string ispublic:boolean jobid:string jobstatus:integer projectids:[string]',
  shape35: 'count:integer templatepermission:[{shape34}]',
  shape36: 'count:integer template:[{shape9}]',
  shape37: 'count:integer virtualmachine:[{shape8}]',
  shape38: 'count:integer volume:[{shape2}]',
  shape39:
    'capacityallocated:integer capacitytotal:integer capacityused:integer clusterid:string clustername:string name:string percentused:string podid:string podname:string tag:string type:integer zoneid:string zonename:string',
  shape40:
    'allocationstate:string allowuserspecifyvrmtu:boolean asnrange:string capacity:[{shape39}] description:string dhcpprovider:string displaytext:string dns1:string dns2:string domain:string domainid:string domainname:string gputotal:integer gpuused:integer guestcidraddress:string hasannotations:boolean icon:any id:string internaldns1:string internaldns2:string ip6dns1:string ip6dns2:string ismultiarch:boolean isnsxenabled:boolean jobid:string jobstatus:integer localstorageenabled:boolean name:string networktype:string provider:string resourcedetails:map routedmodeenabled:boolean routerprivateinterfacemaxmtu:integer routerpublicinterfacemaxmtu:integer securitygroupsenabled:boolean storageaccessgroups:string tags:[{shape1}] type:string zonetoken:string',
  shape41: 'count:integer zone:[{shape40}]',
}
