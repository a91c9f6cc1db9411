// Written by tooling/check/cloudstack-table.ts from the description of CloudStack's commands: change that program, not this file.
import type { CommandName } from './command-names.ts'

/** Whether a command answers with a job, then its parameters: `!` marks a required one; after `map:` stand an entry's members. */
export const commands: Readonly<Record<CommandName, string>> = {
  createSSHKeyPair: 'sync account:string domainid:string name!:string projectid:string',
  deleteSSHKeyPair: 'sync account:string domainid:string name!:string projectid:string',
  deployVirtualMachine:
    'async account:string affinitygroupids:list affinitygroupnames:list bootintosetup:boolean bootmode:string boottype:string clusterid:string copyimagetags:boolean customid:string datadiskofferinglist:map:disk,diskOffering datadisksdetails:map deploymentplanner:string details:map dhcpoptionsnetworklist:map diskofferingid:string displayname:string displayvm:boolean domainid:string dynamicscalingenabled:boolean externaldetails:map:key,value extraconfig:string group:string hostid:string hypervisor:string iodriverpolicy:string iothreadsenabled:boolean ip6address:string ipaddress:string iptonetworklist:map keyboard:string keypair:string keypairs:list leaseduration:integer leaseexpiryaction:string macaddress:string name:string networkids:list nicmultiqueuenumber:integer nicnetworklist:map nicpackedvirtqueuesenabled:boolean overridediskofferingid:string password:string podid:string projectid:string properties:map:key,value rootdisksize:integer securitygroupids:list securitygroupnames:list serviceofferingid!:string size:integer snapshotid:string startvm:boolean templateid!:string userdata:string userdatadetails:map userdataid:string volumeid:string zoneid!:string',
  destroyVirtualMachine: 'async expunge:boolean id!:string volumeids:list',
  expungeVirtualMachine: 'async id!:string',
  getVMPassword: 'sync id!:string',
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
  listServiceOfferings:
    'sync account:string cpunumber:integer cpuspeed:integer domainid:string encryptroot:boolean gpuenabled:boolean id:string isrecursive:boolean issystem:boolean keyword:string listall:boolean memory:integer name:string page:integer pagesize:integer projectid:string state:string storagetype:string systemvmtype:string templateid:string vgpuprofileid:string virtualmachineid:string zoneid:string',
  listTemplates:
    'sync account:string arch:string details:list domainid:string extensionid:string forcks:boolean hypervisor:string id:string ids:list imagestoreid:string isready:boolean isrecursive:boolean isvnf:boolean keyword:string listall:boolean name:string oscategoryid:string page:integer pagesize:integer parenttemplateid:string projectid:string showicon:boolean showremoved:boolean showunique:boolean storageid:string tags:map:key,value templatefilter!:string templatetype:string zoneid:string',
  listVirtualMachines:
    'sync account:string accumulate:boolean affinitygroupid:string arch:string autoscalevmgroupid:string backupofferingid:string clusterid:string details:list displayvm:boolean domainid:string extensionid:string forvirtualnetwork:boolean gpuenabled:boolean groupid:string haenable:boolean hostid:string hypervisor:string id:string ids:list isoid:string isrecursive:boolean isvnf:boolean keypair:string keyword:string leased:boolean listall:boolean name:string networkid:string page:integer pagesize:integer podid:string projectid:string retrieveonlyresourcecount:boolean securitygroupid:string serviceofferingid:string showicon:boolean state:string storageid:string tags:map:key,value templateid:string userdata:boolean userdataid:string userid:string vpcid:string zoneid:string',
  listZones:
    'sync available:boolean domainid:string id:string ids:list keyword:string name:string networktype:string page:integer pagesize:integer showcapacities:boolean showicon:boolean storageaccessgroup:string tags:map:key,value',
  queryAsyncJobResult: 'sync jobid!:string resourceid:string resourcetype:string',
  rebootVirtualMachine: 'async bootintosetup:boolean forced:boolean id!:string',
  recoverVirtualMachine: 'sync id!:string',
  registerSSHKeyPair: 'sync account:string domainid:string name!:string projectid:string publickey!:string',
  resetPasswordForVirtualMachine: 'async id!:string password:string',
  startVirtualMachine:
    'async bootintosetup:boolean clusterid:string considerlasthost:boolean deploymentplanner:string hostid:string id!:string podid:string',
  stopVirtualMachine: 'async forced:boolean id!:string',
}
