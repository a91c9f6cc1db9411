// Written by tooling/check/cloudstack-table.ts from the description of CloudStack's commands: change that program, not this file.
import type { CommandName } from './command-names.ts'

/** Whether a command answers with a job, then its parameters: `!` marks a required one; after `map:` stand an entry's members. */
export const commands: Readonly<Record<CommandName, string>> = {
  activateProject: 'async id!:string',
  addNicToVirtualMachine:
    'async dhcpoptions:map:key,value ipaddress:string macaddress:string networkid!:string virtualmachineid!:string',
  assignToLoadBalancerRule: 'async id!:string virtualmachineids:list vmidipmap:map:key,value',
  associateIpAddress:
    'async account:string domainid:string fordisplay:boolean ipaddress:string isportable:boolean networkid:string projectid:string regionid:integer vpcid:string zoneid:string',
  attachIso: 'async forced:boolean id!:string virtualmachineid!:string',
  attachVolume: 'async deviceid:integer id!:string virtualmachineid!:string',
  authorizeSecurityGroupEgress:
    'async account:string cidrlist:list domainid:string endport:integer icmpcode:integer icmptype:integer projectid:string protocol:string securitygroupid:string securitygroupname:string startport:integer usersecuritygrouplist:map:account,group',
  authorizeSecurityGroupIngress:
    'async account:string cidrlist:list domainid:string endport:integer icmpcode:integer icmptype:integer projectid:string protocol:string securitygroupid:string securitygroupname:string startport:integer usersecuritygrouplist:map:account,group',
  changeServiceForVirtualMachine:
    'sync automigrate:boolean details:map id!:string maxiops:integer miniops:integer serviceofferingid!:string shrinkok:boolean',
  copySnapshot:
    'async destzoneid:string destzoneids:list id!:string sourcezoneid:string storageids:list usestoragereplication:boolean',
  copyTemplate: 'async destzoneid:string destzoneids:list id!:string sourcezoneid:string',
  createAffinityGroup:
    'async account:string description:string domainid:string name!:string projectid:string type:string',
  createConsoleEndpoint: 'sync token:string virtualmachineid!:string',
  createEgressFirewallRule:
    'async cidrlist:list destcidrlist:list endport:integer fordisplay:boolean icmpcode:integer icmptype:integer networkid!:string protocol!:string startport:integer type:string',
  createFirewallRule:
    'async cidrlist:list endport:integer fordisplay:boolean icmpcode:integer icmptype:integer ipaddressid!:string protocol!:string startport:integer type:string',
  createLBHealthCheckPolicy:
    'async description:string fordisplay:boolean healthythreshold:integer intervaltime:integer lbruleid!:string pingpath:string responsetimeout:integer unhealthythreshold:integer',
  createLBStickinessPolicy:
    'async description:string fordisplay:boolean lbruleid!:string methodname!:string name!:string param:map:name,value',
  createLoadBalancerRule:
    'async account:string algorithm!:string cidrlist:list description:string domainid:string fordisplay:boolean name!:string networkid:string openfirewall:boolean privateport!:integer protocol:string publicipid:string publicport!:integer zoneid:string',
  createNetwork:
    'sync account:string aclid:string acltype:string asnumber:integer associatednetworkid:string bgppeerids:list bypassvlanoverlapcheck:boolean cidrsize:integer displaynetwork:boolean displaytext:string dns1:string dns2:string domainid:string endip:string endipv6:string externalid:string gateway:string hideipaddressusage:boolean ip6cidr:string ip6dns1:string ip6dns2:string ip6gateway:string isolatedpvlan:string isolatedpvlantype:string name!:string netmask:string networkdomain:string networkofferingid!:string physicalnetworkid:string privatemtu:integer projectid:string publicmtu:integer routerip:string routeripv6:string sourcenatipaddress:string startip:string startipv6:string subdomainaccess:boolean tungstenvirtualrouteruuid:string vlan:string vpcid:string zoneid!:string',
  createNetworkACL:
    'async aclid:string action:string cidrlist:list endport:integer fordisplay:boolean icmpcode:integer icmptype:integer networkid:string number:integer protocol!:string reason:string startport:integer traffictype:string',
  createNetworkACLList: 'async description:string fordisplay:boolean name!:string vpcid!:string',
  createPortForwardingRule:
    'async cidrlist:list fordisplay:boolean ipaddressid!:string networkid:string openfirewall:boolean privateendport:integer privateport!:integer protocol!:string publicendport:integer publicport!:integer virtualmachineid!:string vmguestip:string',
  createProject:
    'async account:string accountid:string displaytext!:string domainid:string name!:string userid:string',
  createSSHKeyPair: 'sync account:string domainid:string name!:string projectid:string',
  createSecurityGroup: 'sync account:string description:string domainid:string name!:string projectid:string',
  createSnapshot:
    'async account:string asyncbackup:boolean domainid:string locationtype:string name:string policyid:string quiescevm:boolean storageids:list tags:map:key,value usestoragereplication:boolean volumeid!:string zoneids:list',
  createTags: 'async customer:string resourceids!:list resourcetype!:string tags!:map:key,value',
  createTemplate:
    'async account:string arch:string bits:integer details:map displaytext!:string domainid:string isdynamicallyscalable:boolean isfeatured:boolean ispublic:boolean name!:string ostypeid!:string passwordenabled:boolean projectid:string requireshvm:boolean snapshotid:string sshkeyenabled:boolean templatetag:string url:string virtualmachineid:string volumeid:string zoneid:string',
  createVPC:
    'async account:string asnumber:integer bgppeerids:list cidr!:string cidrsize:integer displaytext!:string dns1:string dns2:string domainid:string fordisplay:boolean ip6dns1:string ip6dns2:string name!:string networkdomain:string projectid:string publicmtu:integer sourcenatipaddress:string start:boolean userouteripresolver:boolean vpcofferingid!:string zoneid!:string',
  createVolume:
    'async account:string customid:string diskofferingid:string displayvolume:boolean domainid:string maxiops:integer miniops:integer name:string projectid:string size:integer snapshotid:string storageid:string virtualmachineid:string zoneid:string',
  createVpnConnection:
    'async fordisplay:boolean passive:boolean s2scustomergatewayid!:string s2svpngatewayid!:string',
  createVpnCustomerGateway:
    'async account:string cidrlist!:string domainid:string dpd:boolean esplifetime:integer esppolicy!:string forceencap:boolean gateway!:string ikelifetime:integer ikepolicy!:string ikeversion:string ipsecpsk!:string name:string projectid:string splitconnections:boolean',
  createVpnGateway: 'async fordisplay:boolean ipaddressid:string vpcid!:string',
  deleteAffinityGroup: 'async account:string domainid:string id:string name:string projectid:string',
  deleteEgressFirewallRule: 'async id!:string',
  deleteFirewallRule: 'async id!:string',
  deleteIso: 'async id!:string zoneid:string',
  deleteLBHealthCheckPolicy: 'async id!:string',
  deleteLBStickinessPolicy: 'async id!:string',
  deleteLoadBalancerRule: 'async id!:string',
  deleteNetwork: 'async forced:boolean id!:string',
  deleteNetworkACL: 'async id!:string',
  deleteNetworkACLList: 'async id!:string',
  deletePortForwardingRule: 'async id!:string',
  deleteProject: 'async cleanup:boolean id!:string',
  deleteSSHKeyPair: 'sync account:string domainid:string name!:string projectid:string',
  deleteSecurityGroup: 'sync account:string domainid:string id:string name:string projectid:string',
  deleteSnapshot: 'async id!:string zoneid:string',
  deleteTags: 'async resourceids!:list resourcetype!:string tags:map:key,value',
  deleteTemplate: 'async forced:boolean id!:string issystem:boolean zoneid:string',
  deleteVPC: 'async id!:string',
  deleteVolume: 'sync id!:string',
  deleteVpnConnection: 'async id!:string',
  deleteVpnCustomerGateway: 'async id!:string',
  deleteVpnGateway: 'async id!:string',
  deployVirtualMachine:
    'async account:string affinitygroupids:list affinitygroupnames:list bootintosetup:boolean bootmode:string boottype:string clusterid:string copyimagetags:boolean customid:string datadiskofferinglist:map:disk,diskOffering datadisksdetails:map deploymentplanner:string details:map dhcpoptionsnetworklist:map diskofferingid:string displayname:string displayvm:boolean domainid:string dynamicscalingenabled:boolean externaldetails:map:key,value extraconfig:string group:string hostid:string hypervisor:string iodriverpolicy:string iothreadsenabled:boolean ip6address:string ipaddress:string iptonetworklist:map keyboard:string keypair:string keypairs:list leaseduration:integer leaseexpiryaction:string macaddress:string name:string networkids:list nicmultiqueuenumber:integer nicnetworklist:map nicpackedvirtqueuesenabled:boolean overridediskofferingid:string password:string podid:string projectid:string properties:map:key,value rootdisksize:integer securitygroupids:list securitygroupnames:list serviceofferingid!:string size:integer snapshotid:string startvm:boolean templateid!:string userdata:string userdatadetails:map userdataid:string volumeid:string zoneid!:string',
  destroyVirtualMachine: 'async expunge:boolean id!:string volumeids:list',
  destroyVolume: 'async expunge:boolean id!:string',
  detachIso: 'async forced:boolean virtualmachineid!:string',
  detachVolume: 'async deviceid:integer id:string virtualmachineid:string',
  disableStaticNat: 'async ipaddressid!:string',
  disassociateIpAddress: 'async id!:string ipaddress:string',
  enableStaticNat: 'sync ipaddressid!:string networkid:string virtualmachineid!:string vmguestip:string',
  expungeVirtualMachine: 'async id!:string',
  getVMPassword: 'sync id!:string',
  listAccounts:
    'sync accounttype:integer apikeyaccess:string details:list domainid:string id:string iscleanuprequired:boolean isrecursive:boolean keyword:string listall:boolean name:string page:integer pagesize:integer showicon:boolean state:string tag:string',
  listAffinityGroupTypes: 'sync keyword:string page:integer pagesize:integer',
  listAffinityGroups:
    'sync account:string domainid:string id:string isrecursive:boolean keyword:string listall:boolean name:string page:integer pagesize:integer projectid:string type:string virtualmachineid:string',
  listAsyncJobs:
    'sync account:string domainid:string isrecursive:boolean keyword:string listall:boolean managementserverid:string page:integer pagesize:integer resourceid:string resourcetype:string startdate:string',
  listCapabilities: 'sync',
  listDiskOfferings:
    'sync account:string domainid:string encrypt:boolean id:string isrecursive:boolean keyword:string listall:boolean name:string page:integer pagesize:integer projectid:string state:string storageid:string storagetype:string virtualmachineid:string volumeid:string zoneid:string',
  listEgressFirewallRules:
    'sync account:string domainid:string fordisplay:boolean id:string ipaddressid:string isrecursive:boolean keyword:string listall:boolean networkid:string page:integer pagesize:integer projectid:string tags:map:key,value',
  listFirewallRules:
    'sync account:string domainid:string fordisplay:boolean id:string ipaddressid:string isrecursive:boolean keyword:string listall:boolean networkid:string page:integer pagesize:integer projectid:string tags:map:key,value',
  listHypervisors: 'sync zoneid:string',
  listIsos:
    'sync account:string arch:string bootable:boolean domainid:string hypervisor:string id:string imagestoreid:string isofilter:string ispublic:boolean isready:boolean isrecursive:boolean keyword:string listall:boolean name:string oscategoryid:string page:integer pagesize:integer projectid:string showicon:boolean showremoved:boolean showunique:boolean storageid:string tags:map:key,value zoneid:string',
  listLBHealthCheckPolicies:
    'sync fordisplay:boolean id:string keyword:string lbruleid:string page:integer pagesize:integer',
  listLBStickinessPolicies:
    'sync fordisplay:boolean id:string keyword:string lbruleid:string page:integer pagesize:integer',
  listLoadBalancerRuleInstances:
    'sync applied:boolean id!:string keyword:string lbvmips:boolean page:integer pagesize:integer',
  listLoadBalancerRules:
    'sync account:string domainid:string fordisplay:boolean id:string isrecursive:boolean keyword:string listall:boolean name:string networkid:string page:integer pagesize:integer projectid:string publicipid:string tags:map:key,value virtualmachineid:string zoneid:string',
  listNetworkACLLists:
    'sync account:string domainid:string fordisplay:boolean id:string isrecursive:boolean keyword:string listall:boolean name:string networkid:string page:integer pagesize:integer projectid:string vpcid:string',
  listNetworkACLs:
    'sync account:string aclid:string action:string domainid:string fordisplay:boolean id:string isrecursive:boolean keyword:string listall:boolean networkid:string page:integer pagesize:integer projectid:string protocol:string tags:map:key,value traffictype:string',
  listNetworkOfferings:
    'sync availability:string displaytext:string domainid:string forvpc:boolean guestiptype:string id:string isdefault:boolean istagged:boolean keyword:string name:string networkid:string page:integer pagesize:integer routingmode:string sourcenatsupported:boolean specifyipranges:boolean specifyvlan:boolean state:string supportedservices:list tags:string traffictype:string zoneid:string',
  listNetworks:
    'sync account:string acltype:string associatednetworkid:string canusefordeploy:boolean displaynetwork:boolean domainid:string forvpc:boolean id:string isrecursive:boolean issystem:boolean keyword:string listall:boolean name:string networkfilter:string networkofferingid:string page:integer pagesize:integer physicalnetworkid:string projectid:string restartrequired:boolean retrieveonlyresourcecount:boolean showicon:boolean specifyipranges:boolean supportedservices:list tags:map:key,value traffictype:string type:string vlan:string vpcid:string zoneid:string',
  listNics:
    'sync fordisplay:boolean keyword:string networkid:string nicid:string page:integer pagesize:integer virtualmachineid!:string',
  listOsTypes:
    'sync description:string fordisplay:boolean id:string ids:list keyword:string oscategoryid:string page:integer pagesize:integer',
  listPortForwardingRules:
    'sync account:string domainid:string fordisplay:boolean id:string ipaddressid:string isrecursive:boolean keyword:string listall:boolean networkid:string page:integer pagesize:integer projectid:string tags:map:key,value',
  listProjects:
    'sync account:string details:list displaytext:string domainid:string id:string isrecursive:boolean keyword:string listall:boolean name:string page:integer pagesize:integer showicon:boolean state:string tags:map:key,value username:string',
  listPublicIpAddresses:
    'sync account:string allocatedonly:boolean associatednetworkid:string domainid:string fordisplay:boolean forloadbalancing:boolean forprovider:boolean forsystemvms:boolean forvirtualnetwork:boolean id:string ipaddress:string isrecursive:boolean issourcenat:boolean isstaticnat:boolean keyword:string listall:boolean networkid:string page:integer pagesize:integer physicalnetworkid:string projectid:string retrieveonlyresourcecount:boolean state:string tags:map:key,value vlanid:string vpcid:string zoneid:string',
  listResourceLimits:
    'sync account:string domainid:string id:integer isrecursive:boolean keyword:string listall:boolean page:integer pagesize:integer projectid:string resourcetype:integer resourcetypename:string tag:string',
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
  listUsers:
    'sync account:string accounttype:integer apikeyaccess:string domainid:string id:string isrecursive:boolean keyword:string listall:boolean page:integer pagesize:integer showicon:boolean state:string username:string usersource:string',
  listVPCOfferings:
    'sync displaytext:string domainid:string id:string isdefault:boolean keyword:string name:string page:integer pagesize:integer state:string supportedservices:list zoneid:string',
  listVPCs:
    'sync account:string cidr:string displaytext:string domainid:string fordisplay:boolean id:string isrecursive:boolean keyword:string listall:boolean name:string page:integer pagesize:integer projectid:string restartrequired:boolean showicon:boolean state:string supportedservices:list tags:map:key,value vpcofferingid:string zoneid:string',
  listVirtualMachines:
    'sync account:string accumulate:boolean affinitygroupid:string arch:string autoscalevmgroupid:string backupofferingid:string clusterid:string details:list displayvm:boolean domainid:string extensionid:string forvirtualnetwork:boolean gpuenabled:boolean groupid:string haenable:boolean hostid:string hypervisor:string id:string ids:list isoid:string isrecursive:boolean isvnf:boolean keypair:string keyword:string leased:boolean listall:boolean name:string networkid:string page:integer pagesize:integer podid:string projectid:string retrieveonlyresourcecount:boolean securitygroupid:string serviceofferingid:string showicon:boolean state:string storageid:string tags:map:key,value templateid:string userdata:boolean userdataid:string userid:string vpcid:string zoneid:string',
  listVolumes:
    'sync account:string clusterid:string diskofferingid:string displayvolume:boolean domainid:string hostid:string id:string ids:list isencrypted:boolean isrecursive:boolean keyword:string listall:boolean listsystemvms:boolean name:string page:integer pagesize:integer podid:string projectid:string retrieveonlyresourcecount:boolean serviceofferingid:string state:string storageid:string tags:map:key,value type:string virtualmachineid:string zoneid:string',
  listVpnConnections:
    'sync account:string domainid:string fordisplay:boolean id:string isrecursive:boolean keyword:string listall:boolean page:integer pagesize:integer projectid:string vpcid:string',
  listVpnCustomerGateways:
    'sync account:string domainid:string id:string isrecursive:boolean keyword:string listall:boolean page:integer pagesize:integer projectid:string',
  listVpnGateways:
    'sync account:string domainid:string fordisplay:boolean id:string isrecursive:boolean keyword:string listall:boolean page:integer pagesize:integer projectid:string vpcid:string',
  listZones:
    'sync available:boolean domainid:string id:string ids:list keyword:string name:string networktype:string page:integer pagesize:integer showcapacities:boolean showicon:boolean storageaccessgroup:string tags:map:key,value',
  queryAsyncJobResult: 'sync jobid!:string resourceid:string resourcetype:string',
  rebootVirtualMachine: 'async bootintosetup:boolean forced:boolean id!:string',
  recoverVirtualMachine: 'sync id!:string',
  recoverVolume: 'sync id!:string',
  registerIso:
    'sync account:string arch:string bootable:boolean checksum:string directdownload:boolean displaytext!:string domainid:string imagestoreuuid:string isdynamicallyscalable:boolean isextractable:boolean isfeatured:boolean ispublic:boolean name!:string ostypeid:string passwordenabled:boolean projectid:string url!:string zoneid!:string',
  registerSSHKeyPair: 'sync account:string domainid:string name!:string projectid:string publickey!:string',
  registerTemplate:
    'sync account:string arch:string bits:integer checksum:string deployasis:boolean details:map directdownload:boolean displaytext!:string domainid:string extensionid:string externaldetails:map forcks:boolean format!:string hypervisor!:string isdynamicallyscalable:boolean isextractable:boolean isfeatured:boolean ispublic:boolean isrouting:boolean name!:string ostypeid:string passwordenabled:boolean projectid:string requireshvm:boolean sshkeyenabled:boolean templatetag:string templatetype:string url!:string zoneid:string zoneids:list',
  removeFromLoadBalancerRule: 'async id!:string virtualmachineids:list vmidipmap:map:key,value',
  removeNicFromVirtualMachine: 'async nicid!:string virtualmachineid!:string',
  replaceNetworkACLList: 'async aclid!:string gatewayid:string networkid:string',
  resetPasswordForVirtualMachine: 'async id!:string password:string',
  resetSSHKeyForVirtualMachine:
    'async account:string domainid:string id!:string keypair:string keypairs:list projectid:string',
  resetVpnConnection: 'async account:string domainid:string id!:string',
  resizeVolume:
    'async automigrate:boolean diskofferingid:string id!:string maxiops:integer miniops:integer shrinkok:boolean size:integer',
  restartNetwork: 'async cleanup:boolean id!:string livepatch:boolean makeredundant:boolean',
  restartVPC: 'async cleanup:boolean id!:string livepatch:boolean makeredundant:boolean',
  restoreVirtualMachine:
    'async details:map diskofferingid:string expunge:boolean rootdisksize:integer templateid:string virtualmachineid!:string',
  revertSnapshot: 'async id!:string',
  revokeSecurityGroupEgress: 'async id!:string',
  revokeSecurityGroupIngress: 'async id!:string',
  scaleVirtualMachine:
    'async automigrate:boolean details:map id!:string maxiops:integer miniops:integer serviceofferingid!:string shrinkok:boolean',
  startVirtualMachine:
    'async bootintosetup:boolean clusterid:string considerlasthost:boolean deploymentplanner:string hostid:string id!:string podid:string',
  stopVirtualMachine: 'async forced:boolean id!:string',
  suspendProject: 'async id!:string',
  updateDefaultNicForVirtualMachine: 'async nicid!:string virtualmachineid!:string',
  updateLoadBalancerRule:
    'async algorithm:string cidrlist:list customid:string description:string fordisplay:boolean id!:string name:string protocol:string',
  updateNetwork:
    'async changecidr:boolean customid:string displaynetwork:boolean displaytext:string dns1:string dns2:string forced:boolean guestvmcidr:string hideipaddressusage:boolean id!:string ip6dns1:string ip6dns2:string name:string networkdomain:string networkofferingid:string privatemtu:integer publicmtu:integer sourcenatipaddress:string updateinsequence:boolean',
  updateNetworkACLItem:
    'async action:string cidrlist:list customid:string endport:integer fordisplay:boolean icmpcode:integer icmptype:integer id!:string number:integer partialupgrade:boolean protocol:string reason:string startport:integer traffictype:string',
  updateProject:
    'async account:string displaytext:string id!:string name:string roletype:string swapowner:boolean userid:string',
  updateSecurityGroup: 'sync customid:string id!:string name:string',
  updateTemplate:
    'sync arch:string bootable:boolean cleanupdetails:boolean details:map displaytext:string forceupdateostype:boolean forcks:boolean format:string id!:string isdynamicallyscalable:boolean isrouting:boolean name:string ostypeid:string passwordenabled:boolean requireshvm:boolean sortkey:integer sshkeyenabled:boolean templatetag:string templatetype:string',
  updateTemplatePermissions:
    'sync accounts:list id!:string isextractable:boolean isfeatured:boolean ispublic:boolean op:string projectids:list',
  updateVMAffinityGroup: 'async affinitygroupids:list affinitygroupnames:list id!:string',
  updateVPC:
    'async customid:string displaytext:string fordisplay:boolean id!:string name:string publicmtu:integer sourcenatipaddress:string',
  updateVirtualMachine:
    'sync cleanupdetails:boolean customid:string deleteprotection:boolean details:map dhcpoptionsnetworklist:map displayname:string displayvm:boolean extraconfig:string group:string haenable:boolean id!:string instancename:string isdynamicallyscalable:boolean leaseduration:integer leaseexpiryaction:string name:string ostypeid:string securitygroupids:list securitygroupnames:list userdata:string userdatadetails:map userdataid:string',
  updateVolume:
    'async chaininfo:string customid:string deleteprotection:boolean displayvolume:boolean id:string name:string path:string state:string storageid:string',
}
