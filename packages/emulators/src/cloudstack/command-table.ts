// Written by tooling/check/cloudstack-table.ts from the description of CloudStack's commands: change that program, not this file.
import type { CommandName } from './command-names.ts'

/** Whether a command answers with a job, then its parameters: `!` marks a required one; after `map:` stand an entry's members. */
export const commands: Readonly<Record<CommandName, string>> = {
  attachVolume: 'async deviceid:integer id!:string virtualmachineid!:string',
  authorizeSecurityGroupEgress:
    'async account:string cidrlist:list domainid:string endport:integer icmpcode:integer icmptype:integer projectid:string protocol:string securitygroupid:string securitygroupname:string startport:integer usersecuritygrouplist:map:account,group',
  authorizeSecurityGroupIngress:
    'async account:string cidrlist:list domainid:string endport:integer icmpcode:integer icmptype:integer projectid:string protocol:string securitygroupid:string securitygroupname:string startport:integer usersecuritygrouplist:map:account,group',
  changeServiceForVirtualMachine:
    'sync automigrate:boolean details:map id!:string maxiops:integer miniops:integer serviceofferingid!:string shrinkok:boolean',
  copyTemplate: 'async destzoneid:string destzoneids:list id!:string sourcezoneid:string',
  createAffinityGroup:
    'async account:string description:string domainid:string name!:string projectid:string type:string',
  createSSHKeyPair: 'sync account:string domainid:string name!:string projectid:string',
  createSecurityGroup: 'sync account:string description:string domainid:string name!:string projectid:string',
  createSnapshot:
    'async account:string asyncbackup:boolean domainid:string locationtype:string name:string policyid:string quiescevm:boolean storageids:list tags:map:key,value usestoragereplication:boolean volumeid!:string zoneids:list',
  createTags: 'async customer:string resourceids!:list resourcetype!:string tags!:map:key,value',
  createTemplate:
    'async account:string arch:string bits:integer details:map displaytext!:string domainid:string isdynamicallyscalable:boolean isfeatured:boolean ispublic:boolean name!:string ostypeid!:string passwordenabled:boolean projectid:string requireshvm:boolean snapshotid:string sshkeyenabled:boolean templatetag:string url:string virtualmachineid:string volumeid:string zoneid:string',
  createVolume:
    'async account:string customid:string diskofferingid:string displayvolume:boolean domainid:string maxiops:integer miniops:integer name:string projectid:string size:integer snapshotid:string storageid:string virtualmachineid:string zoneid:string',
  deleteAffinityGroup: 'async account:string domainid:string id:string name:string projectid:string',
  deleteSSHKeyPair: 'sync account:string domainid:string name!:string projectid:string',
  deleteSecurityGroup: 'sync account:string domainid:string id:string name:string projectid:string',
  deleteSnapshot: 'async id!:string zoneid:string',
  deleteTags: 'async resourceids!:list resourcetype!:string tags:map:key,value',
  deleteTemplate: 'async forced:boolean id!:string issystem:boolean zoneid:string',
  deleteVolume: 'sync id!:string',
  deployVirtualMachine:
    'async account:string affinitygroupids:list affinitygroupnames:list bootintosetup:boolean bootmode:string boottype:string clusterid:string copyimagetags:boolean customid:string datadiskofferinglist:map:disk,diskOffering datadisksdetails:map deploymentplanner:string details:map dhcpoptionsnetworklist:map diskofferingid:string displayname:string displayvm:boolean domainid:string dynamicscalingenabled:boolean externaldetails:map:key,value extraconfig:string group:string hostid:string hypervisor:string iodriverpolicy:string iothreadsenabled:boolean ip6address:string ipaddress:string iptonetworklist:map keyboard:string keypair:string keypairs:list leaseduration:integer leaseexpiryaction:string macaddress:string name:string networkids:list nicmultiqueuenumber:integer nicnetworklist:map nicpackedvirtqueuesenabled:boolean overridediskofferingid:string password:string podid:string projectid:string properties:map:key,value rootdisksize:integer securitygroupids:list securitygroupnames:list serviceofferingid!:string size:integer snapshotid:string startvm:boolean templateid!:string userdata:string userdatadetails:map userdataid:string volumeid:string zoneid!:string',
  destroyVirtualMachine: 'async expunge:boolean id!:string volumeids:list',
  destroyVolume: 'async expunge:boolean id!:string',
  detachVolume: 'async deviceid:integer id:string virtualmachineid:string',
  expungeVirtualMachine: 'async id!:string',
  getVMPassword: 'sync id!:string',
  listAffinityGroupTypes: 'sync keyword:string page:integer pagesize:integer',
  listAffinityGroups:
    'sync account:string domainid:string id:string isrecursive:boolean keyword:string listall:boolean name:string page:integer pagesize:integer projectid:string type:string virtualmachineid:string',
  listAsyncJobs:
    'sync account:string domainid:string isrecursive:boolean keyword:string listall:boolean managementserverid:string page:integer pagesize:integer resourceid:string resourcetype:string startdate:string',
  listDiskOfferings:
    'sync account:string domainid:string encrypt:boolean id:string isrecursive:boolean keyword:string listall:boolean name:string page:integer pagesize:integer projectid:string state:string storageid:string storagetype:string virtualmachineid:string volumeid:string zoneid:string',
  listNetworks:
    'sync account:string acltype:string associatednetworkid:string canusefordeploy:boolean displaynetwork:boolean domainid:string forvpc:boolean id:string isrecursive:boolean issystem:boolean keyword:string listall:boolean name:string networkfilter:string networkofferingid:string page:integer pagesize:integer physicalnetworkid:string projectid:string restartrequired:boolean retrieveonlyresourcecount:boolean showicon:boolean specifyipranges:boolean supportedservices:list tags:map:key,value traffictype:string type:string vlan:string vpcid:string zoneid:string',
  listOsTypes:
    'sync description:string fordisplay:boolean id:string ids:list keyword:string oscategoryid:string page:integer pagesize:integer',
  listSSHKeyPairs:
    'sync account:string domainid:string fingerprint:string id:string isrecursive:boolean keyword:string listall:boolean name:string page:integer pagesize:integer projectid:string',
  listSecurityGroups:
    'sync account:string domainid:string id:string isrecursive:boolean keyword:string listall:boolean page:integer pagesize:integer projectid:string securitygroupname:string tags:map:key,value virtualmachineid:string',
  listServiceOfferings:
    'sync account:string cpunumber:integer cpuspeed:integer domainid:string encryptroot:boolean gpuenabled:boolean id:string isrecursive:boolean issystem:boolean keyword:string listall:boolean memory:integer name:string page:integer pagesize:integer projectid:string state:string storagetype:string systemvmtype:string templateid:string vgpuprofileid:string virtualmachineid:string zoneid:string',
  listSnapshots:
    'sync account:string domainid:string id:string ids:list imagestoreid:string intervaltype:string isrecursive:boolean keyword:string listall:boolean locationtype:string name:string page:integer pagesize:integer projectid:string showunique:boolean snapshottype:string storageid:string tags:map:key,value volumeid:string zoneid:string',
  listTags:
    'sync account:string customer:string domainid:string isrecursive:boolean key:string keyword:string listall:boolean page:integer pagesize:integer projectid:string resourceid:string resourcetype:string value:string',
  listTemplatePermissions: 'sync id!:string',
  listTemplates:
    'sync account:string arch:string details:list domainid:string extensionid:string forcks:boolean hypervisor:string id:string ids:list imagestoreid:string isready:boolean isrecursive:boolean isvnf:boolean keyword:string listall:boolean name:string oscategoryid:string page:integer pagesize:integer parenttemplateid:string projectid:string showicon:boolean showremoved:boolean showunique:boolean storageid:string tags:map:key,value templatefilter!:string templatetype:string zoneid:string',
  listVirtualMachines:
    'sync account:string accumulate:boolean affinitygroupid:string arch:string autoscalevmgroupid:string backupofferingid:string clusterid:string details:list displayvm:boolean domainid:string extensionid:string forvirtualnetwork:boolean gpuenabled:boolean groupid:string haenable:boolean hostid:string hypervisor:string id:string ids:list isoid:string isrecursive:boolean isvnf:boolean keypair:string keyword:string leased:boolean listall:boolean name:string networkid:string page:integer pagesize:integer podid:string projectid:string retrieveonlyresourcecount:boolean securitygroupid:string serviceofferingid:string showicon:boolean state:string storageid:string tags:map:key,value templateid:string userdata:boolean userdataid:string userid:string vpcid:string zoneid:string',
  listVolumes:
    'sync account:string clusterid:string diskofferingid:string displayvolume:boolean domainid:string hostid:string id:string ids:list isencrypted:boolean isrecursive:boolean keyword:string listall:boolean listsystemvms:boolean name:string page:integer pagesize:integer podid:string projectid:string retrieveonlyresourcecount:boolean serviceofferingid:string state:string storageid:string tags:map:key,value type:string virtualmachineid:string zoneid:string',
  listZones:
    'sync available:boolean domainid:string id:string ids:list keyword:string name:string networktype:string page:integer pagesize:integer showcapacities:boolean showicon:boolean storageaccessgroup:string tags:map:key,value',
  queryAsyncJobResult: 'sync jobid!:string resourceid:string resourcetype:string',
  rebootVirtualMachine: 'async bootintosetup:boolean forced:boolean id!:string',
  recoverVirtualMachine: 'sync id!:string',
  recoverVolume: 'sync id!:string',
  registerSSHKeyPair: 'sync account:string domainid:string name!:string projectid:string publickey!:string',
  registerTemplate:
    'sync account:string arch:string bits:integer checksum:string deployasis:boolean details:map directdownload:boolean displaytext!:string domainid:string extensionid:string externaldetails:map forcks:boolean format!:string hypervisor!:string isdynamicallyscalable:boolean isextractable:boolean isfeatured:boolean ispublic:boolean isrouting:boolean name!:string ostypeid:string passwordenabled:boolean projectid:string requireshvm:boolean sshkeyenabled:boolean templatetag:string templatetype:string url!:string zoneid:string zoneids:list',
  resetPasswordForVirtualMachine: 'async id!:string password:string',
  resetSSHKeyForVirtualMachine:
    'async account:string domainid:string id!:string keypair:string keypairs:list projectid:string',
  resizeVolume:
    'async automigrate:boolean diskofferingid:string id!:string maxiops:integer miniops:integer shrinkok:boolean size:integer',
  revokeSecurityGroupEgress: 'async id!:string',
  revokeSecurityGroupIngress: 'async id!:string',
  scaleVirtualMachine:
    'async automigrate:boolean details:map id!:string maxiops:integer miniops:integer serviceofferingid!:string shrinkok:boolean',
  startVirtualMachine:
    'async bootintosetup:boolean clusterid:string considerlasthost:boolean deploymentplanner:string hostid:string id!:string podid:string',
  stopVirtualMachine: 'async forced:boolean id!:string',
  updateSecurityGroup: 'sync customid:string id!:string name:string',
  updateTemplate:
    'sync arch:string bootable:boolean cleanupdetails:boolean details:map displaytext:string forceupdateostype:boolean forcks:boolean format:string id!:string isdynamicallyscalable:boolean isrouting:boolean name:string ostypeid:string passwordenabled:boolean requireshvm:boolean sortkey:integer sshkeyenabled:boolean templatetag:string templatetype:string',
  updateTemplatePermissions:
    'sync accounts:list id!:string isextractable:boolean isfeatured:boolean ispublic:boolean op:string projectids:list',
  updateVMAffinityGroup: 'async affinitygroupids:list affinitygroupnames:list id!:string',
  updateVirtualMachine:
    'sync cleanupdetails:boolean customid:string deleteprotection:boolean details:map dhcpoptionsnetworklist:map displayname:string displayvm:boolean extraconfig:string group:string haenable:boolean id!:string instancename:string isdynamicallyscalable:boolean leaseduration:integer leaseexpiryaction:string name:string ostypeid:string securitygroupids:list securitygroupnames:list userdata:string userdatadetails:map userdataid:string',
  updateVolume:
    'async chaininfo:string customid:string deleteprotection:boolean displayvolume:boolean id:string name:string path:string state:string storageid:string',
}
