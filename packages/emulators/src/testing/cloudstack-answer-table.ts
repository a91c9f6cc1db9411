// Written by tooling/check/cloudstack-table.ts from the description of CloudStack's commands: change that program, not this file.
import type { CommandName } from '../cloudstack/command-names.ts'

/** The structure of each command's answer, or of what its job results in. */
export const answers: Readonly<Record<CommandName, string>> = {
  createSSHKeyPair: '{shape1}',
  deleteSSHKeyPair: '{shape2}',
  deployVirtualMachine: '{shape8}',
  destroyVirtualMachine: '{shape8}',
  expungeVirtualMachine: '{shape2}',
  getVMPassword: '{shape9}',
  listAsyncJobs: '{shape11}',
  listDiskOfferings: '{shape13}',
  listNetworks: '{shape16}',
  listOsTypes: '{shape18}',
  listSSHKeyPairs: '{shape20}',
  listServiceOfferings: '{shape22}',
  listTemplates: '{shape24}',
  listVirtualMachines: '{shape25}',
  listZones: '{shape28}',
  queryAsyncJobResult: '{shape10}',
  rebootVirtualMachine: '{shape8}',
  recoverVirtualMachine: '{shape8}',
  registerSSHKeyPair: '{shape19}',
  resetPasswordForVirtualMachine: '{shape8}',
  startVirtualMachine: '{shape8}',
  stopVirtualMachine: '{shape8}',
}

/** Fields: `[]` is a list, `{}` a structure, `map` an object of strings. */
export const structures: Readonly<Record<string, string>> = {
  shape1:
    'account:string domain:string domainid:string fingerprint:string hasannotations:boolean id:string jobid:string jobstatus:integer name:string privatekey:string project:string projectid:string',
  shape2: 'displaytext:string jobid:string jobstatus:integer success:boolean',
  shape3:
    'account:string dedicatedresources:[string] description:string domain:string domainid:string domainpath:string id:string name:string project:string projectid:string type:string virtualmachineIds:[string]',
  shape4:
    'adaptertype:string broadcasturi:string deviceid:string extradhcpoption:[string] gateway:string id:string ip6address:string ip6cidr:string ip6gateway:string ipaddress:string ipaddresses:[string] isdefault:boolean isolatedpvlan:integer isolatedpvlantype:string isolationuri:string jobid:string jobstatus:integer macaddress:string mtu:integer netmask:string networkid:string networkname:string nsxlogicalswitch:string nsxlogicalswitchport:string publicip:string publicipid:string traffictype:string type:string virtualmachineid:string vlanid:integer vpcid:string vpcname:string',
  shape5:
    'account:string customer:string domain:string domainid:string domainpath:string jobid:string jobstatus:integer key:string project:string projectid:string resourceid:string resourcetype:string value:string',
  shape6:
    'account:string cidr:string endport:integer icmpcode:integer icmptype:integer protocol:string ruleid:string securitygroupname:string startport:integer tags:[{shape5}]',
  shape7:
    'account:string description:string domain:string domainid:string domainpath:string egressrule:[{shape6}] id:string ingressrule:[{shape6}] name:string project:string projectid:string tags:[{shape5}] virtualmachinecount:integer virtualmachineids:[any]',
  shape8:
    'account:string affinitygroup:[{shape3}] alloweddetails:string arch:string autoscalevmgroupid:string autoscalevmgroupname:string backupofferingid:string backupofferingname:string bootmode:string boottype:string cpunumber:integer cpuspeed:integer cpuused:string created:string deleteprotection:boolean details:map diskioread:integer diskiowrite:integer diskkbsread:integer diskkbswrite:integer diskofferingid:string diskofferingname:string displayname:string displayvm:boolean domain:string domainid:string domainpath:string forvirtualnetwork:boolean gpucardid:string gpucardname:string gpucount:integer group:string groupid:string guestosid:string haenable:boolean hasannotations:boolean hostcontrolstate:string hostid:string hostname:string hypervisor:string icon:any id:string instancename:string ipaddress:string isdynamicallyscalable:boolean isodisplaytext:string isoid:string isoname:string jobid:string jobstatus:integer keypairs:string lastupdated:string leaseduration:integer leaseexpiryaction:string leaseexpirydate:string maxheads:integer maxresolutionx:integer maxresolutiony:integer memory:integer memoryintfreekbs:integer memorykbs:integer memorytargetkbs:integer name:string networkkbsread:integer networkkbswrite:integer nic:[{shape4}] osdisplayname:string ostypeid:string password:string passwordenabled:boolean pooltype:string project:string projectid:string publicip:string publicipid:string readonlydetails:string receivedbytes:integer rootdeviceid:integer rootdevicetype:string securitygroup:[{shape7}] sentbytes:integer serviceofferingid:string serviceofferingname:string servicestate:string state:string tags:[{shape5}] templatedisplaytext:string templateformat:string templateid:string templatename:string templatetype:string userdata:string userdatadetails:string userdataid:string userdataname:string userdatapolicy:string userid:string username:string vgpu:string vgpuprofileid:string vgpuprofilename:string videoram:integer vmtype:string vnfdetails:map vnfnics:[any] zoneid:string zonename:string',
  shape9: 'encryptedpassword:string jobid:string jobstatus:integer',
  shape10:
    'account:string accountid:string cmd:string completed:string created:string domainid:string domainpath:string jobid:string jobinstanceid:string jobinstancetype:string jobprocstatus:integer jobresult:any jobresultcode:integer jobresulttype:string jobstatus:integer managementserverid:string managementservername:string userid:string',
  shape11: 'asyncjobs:[{shape10}] count:integer',
  shape12:
    'cacheMode:string created:string details:map diskBytesReadRate:integer diskBytesReadRateMax:integer diskBytesReadRateMaxLength:integer diskBytesWriteRate:integer diskBytesWriteRateMax:integer diskBytesWriteRateMaxLength:integer diskIopsReadRate:integer diskIopsReadRateMax:integer diskIopsReadRateMaxLength:integer diskIopsWriteRate:integer diskIopsWriteRateMax:integer diskIopsWriteRateMaxLength:integer disksize:integer disksizestrictness:boolean displayoffering:boolean displaytext:string domain:string domainid:string encrypt:boolean hasannotations:boolean hypervisorsnapshotreserve:integer id:string iscustomized:boolean iscustomizediops:boolean jobid:string jobstatus:integer maxiops:integer miniops:integer name:string provisioningtype:string state:string storagetype:string suitableforvirtualmachine:boolean tags:string vspherestoragepolicy:string zone:string zoneid:string',
  shape13: 'count:integer diskoffering:[{shape12}]',
  shape14: 'capability:[any] name:string provider:[any]',
  shape15:
    'account:string aclid:string aclname:string acltype:string asnumber:integer asnumberid:string associatednetwork:string associatednetworkid:string bgppeers:[any] broadcastdomaintype:string broadcasturi:string canusefordeploy:boolean cidr:string created:string details:map displaynetwork:boolean displaytext:string dns1:string dns2:string domain:string domainid:string domainpath:string egressdefaultpolicy:boolean externalid:string gateway:string hasannotations:boolean icon:any id:string internetprotocol:string ip4routes:[any] ip4routing:string ip6cidr:string ip6dns1:string ip6dns2:string ip6gateway:string ip6routes:[any] ip6routing:string isdefault:boolean ispersistent:boolean issystem:boolean jobid:string jobstatus:integer name:string netmask:string networkcidr:string networkdomain:string networkofferingavailability:string networkofferingconservemode:boolean networkofferingdisplaytext:string networkofferingid:string networkofferingname:string physicalnetworkid:string privatemtu:integer project:string projectid:string publicmtu:integer receivedbytes:integer redundantrouter:boolean related:string reservediprange:string restartrequired:boolean sentbytes:integer service:[{shape14}] specifyipranges:boolean specifyvlan:boolean state:string strechedl2subnet:boolean subdomainaccess:boolean supportsvmautoscaling:boolean tags:[{shape5}] traffictype:string tungstenvirtualrouteruuid:string type:string vlan:string vpcid:string vpcname:string zoneid:string zonename:string zonesnetworkspans:[any]',
  shape16: 'count:integer network:[{shape15}]',
  shape17:
    'description:string fordisplay:boolean id:string isuserdefined:boolean jobid:string jobstatus:integer name:string oscategoryid:string oscategoryname:string',
  shape18: 'count:integer ostype:[{shape17}]',
  shape19:
    'account:string domain:string domainid:string fingerprint:string hasannotations:boolean id:string jobid:string jobstatus:integer name:string project:string projectid:string',
  shape20: 'count:integer sshkeypair:[{shape19}]',
  shape21:
    'cacheMode:string cpunumber:integer cpuspeed:integer created:string defaultuse:boolean deploymentplanner:string diskBytesReadRate:integer diskBytesReadRateMax:integer diskBytesReadRateMaxLength:integer diskBytesWriteRate:integer diskBytesWriteRateMax:integer diskBytesWriteRateMaxLength:integer diskIopsReadRate:integer diskIopsReadRateMax:integer diskIopsReadRateMaxLength:integer diskIopsWriteRate:integer diskIopsWriteRateMax:integer diskIopsWriteRateMaxLength:integer diskofferingdisplaytext:string diskofferingid:string diskofferingname:string diskofferingstrictness:boolean displaytext:string domain:string domainid:string dynamicscalingenabled:boolean encryptroot:boolean gpucardid:string gpucardname:string gpucount:integer gpudisplay:boolean hasannotations:boolean hosttags:string hypervisorsnapshotreserve:integer id:string iscustomized:boolean iscustomizediops:boolean issystem:boolean isvolatile:boolean jobid:string jobstatus:integer leaseduration:integer leaseexpiryaction:string limitcpuuse:boolean maxheads:integer maxiops:integer maxresolutionx:integer maxresolutiony:integer memory:integer miniops:integer name:string networkrate:integer offerha:boolean provisioningtype:string purgeresources:boolean rootdisksize:integer serviceofferingdetails:map state:string storagetags:string storagetype:string systemvmtype:string vgpuprofileid:string vgpuprofilename:string videoram:integer vspherestoragepolicy:string zone:string zoneid:string',
  shape22: 'count:integer serviceoffering:[{shape21}]',
  shape23:
    'account:string accountid:string arch:string bits:integer bootable:boolean checksum:string childtemplates:[any] created:string crossZones:boolean deployasis:boolean deployasisdetails:map details:map directdownload:boolean displaytext:string domain:string domainid:string domainpath:string downloaddetails:[map] extensionid:string extensionname:string forcks:boolean format:string hasannotations:boolean hostid:string hostname:string hypervisor:string icon:any id:string isdynamicallyscalable:boolean isextractable:boolean isfeatured:boolean ispublic:boolean isready:boolean jobid:string jobstatus:integer name:string ostypeid:string ostypename:string parenttemplateid:string passwordenabled:boolean physicalsize:integer project:string projectid:string removed:string requireshvm:boolean size:integer sourcetemplateid:string sshkeyenabled:boolean status:string tags:[{shape5}] templatetag:string templatetype:string url:string userdataid:string userdataname:string userdataparams:string userdatapolicy:string zoneid:string zonename:string',
  shape24: 'count:integer template:[{shape23}]',
  shape25: 'count:integer virtualmachine:[{shape8}]',
  shape26:
    'capacityallocated:integer capacitytotal:integer capacityused:integer clusterid:string clustername:string name:string percentused:string podid:string podname:string tag:string type:integer zoneid:string zonename:string',
  shape27:
    'allocationstate:string allowuserspecifyvrmtu:boolean asnrange:string capacity:[{shape26}] description:string dhcpprovider:string displaytext:string dns1:string dns2:string domain:string domainid:string domainname:string gputotal:integer gpuused:integer guestcidraddress:string hasannotations:boolean icon:any id:string internaldns1:string internaldns2:string ip6dns1:string ip6dns2:string ismultiarch:boolean isnsxenabled:boolean jobid:string jobstatus:integer localstorageenabled:boolean name:string networktype:string provider:string resourcedetails:map routedmodeenabled:boolean routerprivateinterfacemaxmtu:integer routerpublicinterfacemaxmtu:integer securitygroupsenabled:boolean storageaccessgroups:string tags:[{shape5}] type:string zonetoken:string',
  shape28: 'count:integer zone:[{shape27}]',
}
