// Written by tooling/check/digitalocean-table.ts from the vendor's specification: change that program, not this file.
import type { OperationName } from './operation-names.ts'

/** Method, path and status of success, then the query parameters. */
export const operations: Readonly<Record<OperationName, string>> = {
  account_get: 'GET /v2/account 200',
  actions_get: 'GET /v2/actions/{action_id} 200',
  actions_list: 'GET /v2/actions 200 per_page:integer(1..200) page:integer(1..)',
  certificates_create: 'POST /v2/certificates 201',
  certificates_delete: 'DELETE /v2/certificates/{certificate_id} 204',
  certificates_get: 'GET /v2/certificates/{certificate_id} 200',
  certificates_list: 'GET /v2/certificates 200 per_page:integer(1..200) page:integer(1..) name:string',
  dropletActions_get: 'GET /v2/droplets/{droplet_id}/actions/{action_id} 200',
  dropletActions_list: 'GET /v2/droplets/{droplet_id}/actions 200 per_page:integer(1..200) page:integer(1..)',
  dropletActions_post: 'POST /v2/droplets/{droplet_id}/actions 201',
  dropletActions_post_byTag: 'POST /v2/droplets/actions 201 tag_name:string',
  droplets_create: 'POST /v2/droplets 202',
  droplets_destroy: 'DELETE /v2/droplets/{droplet_id} 204',
  droplets_destroy_byTag: 'DELETE /v2/droplets 204 tag_name!:string',
  droplets_destroy_retryWithAssociatedResources:
    'POST /v2/droplets/{droplet_id}/destroy_with_associated_resources/retry 202',
  droplets_destroy_withAssociatedResourcesDangerous:
    'DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/dangerous 202',
  droplets_destroy_withAssociatedResourcesSelective:
    'DELETE /v2/droplets/{droplet_id}/destroy_with_associated_resources/selective 202',
  droplets_get: 'GET /v2/droplets/{droplet_id} 200',
  droplets_get_DestroyAssociatedResourcesStatus:
    'GET /v2/droplets/{droplet_id}/destroy_with_associated_resources/status 200',
  droplets_get_backup_policy: 'GET /v2/droplets/{droplet_id}/backups/policy 200',
  droplets_list:
    'GET /v2/droplets 200 per_page:integer(1..200) page:integer(1..) tag_name:string name:string type:string#droplets_list.type',
  droplets_list_associatedResources: 'GET /v2/droplets/{droplet_id}/destroy_with_associated_resources 200',
  droplets_list_backup_policies:
    'GET /v2/droplets/backups/policies 200 per_page:integer(1..200) page:integer(1..)',
  droplets_list_backups:
    'GET /v2/droplets/{droplet_id}/backups 200 per_page:integer(1..200) page:integer(1..)',
  droplets_list_firewalls:
    'GET /v2/droplets/{droplet_id}/firewalls 200 per_page:integer(1..200) page:integer(1..)',
  droplets_list_kernels:
    'GET /v2/droplets/{droplet_id}/kernels 200 per_page:integer(1..200) page:integer(1..)',
  droplets_list_neighbors: 'GET /v2/droplets/{droplet_id}/neighbors 200',
  droplets_list_neighborsIds: 'GET /v2/reports/droplet_neighbors_ids 200',
  droplets_list_snapshots:
    'GET /v2/droplets/{droplet_id}/snapshots 200 per_page:integer(1..200) page:integer(1..)',
  droplets_list_supported_backup_policies: 'GET /v2/droplets/backups/supported_policies 200',
  firewalls_add_rules: 'POST /v2/firewalls/{firewall_id}/rules 204',
  firewalls_add_tags: 'POST /v2/firewalls/{firewall_id}/tags 204',
  firewalls_assign_droplets: 'POST /v2/firewalls/{firewall_id}/droplets 204',
  firewalls_create: 'POST /v2/firewalls 202',
  firewalls_delete: 'DELETE /v2/firewalls/{firewall_id} 204',
  firewalls_delete_droplets: 'DELETE /v2/firewalls/{firewall_id}/droplets 204',
  firewalls_delete_rules: 'DELETE /v2/firewalls/{firewall_id}/rules 204',
  firewalls_delete_tags: 'DELETE /v2/firewalls/{firewall_id}/tags 204',
  firewalls_get: 'GET /v2/firewalls/{firewall_id} 200',
  firewalls_list: 'GET /v2/firewalls 200 per_page:integer(1..200) page:integer(1..)',
  firewalls_update: 'PUT /v2/firewalls/{firewall_id} 200',
  imageActions_get: 'GET /v2/images/{image_id}/actions/{action_id} 200',
  imageActions_list: 'GET /v2/images/{image_id}/actions 200 per_page:integer(1..200) page:integer(1..)',
  imageActions_post: 'POST /v2/images/{image_id}/actions 201',
  images_create_custom: 'POST /v2/images 202',
  images_delete: 'DELETE /v2/images/{image_id} 204',
  images_get: 'GET /v2/images/{image_id} 200',
  images_list:
    'GET /v2/images 200 type:string#images_list.type private:boolean tag_name:string per_page:integer(1..200) page:integer(1..)',
  images_post_account_transfer_accept: 'POST /v2/images/{image_id}/account_transfer/accept 201',
  images_post_account_transfer_cancel: 'POST /v2/images/{image_id}/account_transfer/cancel 204',
  images_post_account_transfer_create: 'POST /v2/images/{image_id}/account_transfer 201',
  images_post_account_transfer_decline: 'POST /v2/images/{image_id}/account_transfer/decline 204',
  images_update: 'PUT /v2/images/{image_id} 200',
  loadBalancers_add_droplets: 'POST /v2/load_balancers/{lb_id}/droplets 204',
  loadBalancers_add_forwardingRules: 'POST /v2/load_balancers/{lb_id}/forwarding_rules 204',
  loadBalancers_create: 'POST /v2/load_balancers 202',
  loadBalancers_delete: 'DELETE /v2/load_balancers/{lb_id} 204',
  loadBalancers_get: 'GET /v2/load_balancers/{lb_id} 200',
  loadBalancers_list: 'GET /v2/load_balancers 200 per_page:integer(1..200) page:integer(1..)',
  loadBalancers_remove_droplets: 'DELETE /v2/load_balancers/{lb_id}/droplets 204',
  loadBalancers_remove_forwardingRules: 'DELETE /v2/load_balancers/{lb_id}/forwarding_rules 204',
  loadBalancers_update: 'PUT /v2/load_balancers/{lb_id} 200',
  projects_assign_resources: 'POST /v2/projects/{project_id}/resources 200',
  projects_assign_resources_default: 'POST /v2/projects/default/resources 200',
  projects_create: 'POST /v2/projects 201',
  projects_delete: 'DELETE /v2/projects/{project_id} 204',
  projects_get: 'GET /v2/projects/{project_id} 200',
  projects_get_default: 'GET /v2/projects/default 200',
  projects_list: 'GET /v2/projects 200 per_page:integer(1..200) page:integer(1..)',
  projects_list_resources:
    'GET /v2/projects/{project_id}/resources 200 per_page:integer(1..200) page:integer(1..)',
  projects_list_resources_default:
    'GET /v2/projects/default/resources 200 per_page:integer(1..200) page:integer(1..)',
  projects_patch: 'PATCH /v2/projects/{project_id} 200',
  projects_patch_default: 'PATCH /v2/projects/default 200',
  projects_update: 'PUT /v2/projects/{project_id} 200',
  projects_update_default: 'PUT /v2/projects/default 200',
  regions_list: 'GET /v2/regions 200 per_page:integer(1..200) page:integer(1..)',
  reservedIPsActions_get: 'GET /v2/reserved_ips/{reserved_ip}/actions/{action_id} 200',
  reservedIPsActions_list:
    'GET /v2/reserved_ips/{reserved_ip}/actions 200 per_page:integer(1..200) page:integer(1..)',
  reservedIPsActions_post: 'POST /v2/reserved_ips/{reserved_ip}/actions 201',
  reservedIPs_create: 'POST /v2/reserved_ips 202',
  reservedIPs_delete: 'DELETE /v2/reserved_ips/{reserved_ip} 204',
  reservedIPs_get: 'GET /v2/reserved_ips/{reserved_ip} 200',
  reservedIPs_list: 'GET /v2/reserved_ips 200 per_page:integer(1..200) page:integer(1..)',
  reservedIPv6Actions_post: 'POST /v2/reserved_ipv6/{reserved_ipv6}/actions 201',
  reservedIPv6_create: 'POST /v2/reserved_ipv6 201',
  reservedIPv6_delete: 'DELETE /v2/reserved_ipv6/{reserved_ipv6} 204',
  reservedIPv6_get: 'GET /v2/reserved_ipv6/{reserved_ipv6} 200',
  reservedIPv6_list: 'GET /v2/reserved_ipv6 200 per_page:integer(1..200) page:integer(1..)',
  sizes_list: 'GET /v2/sizes 200 per_page:integer(1..200) page:integer(1..)',
  snapshots_delete: 'DELETE /v2/snapshots/{snapshot_id} 204',
  snapshots_get: 'GET /v2/snapshots/{snapshot_id} 200',
  snapshots_list:
    'GET /v2/snapshots 200 per_page:integer(1..200) page:integer(1..) resource_type:string#snapshots_list.resource_type',
  sshKeys_create: 'POST /v2/account/keys 201',
  sshKeys_delete: 'DELETE /v2/account/keys/{ssh_key_identifier} 204',
  sshKeys_get: 'GET /v2/account/keys/{ssh_key_identifier} 200',
  sshKeys_list: 'GET /v2/account/keys 200 per_page:integer(1..200) page:integer(1..)',
  sshKeys_update: 'PUT /v2/account/keys/{ssh_key_identifier} 200',
  tags_assign_resources: 'POST /v2/tags/{tag_id}/resources 204',
  tags_create: 'POST /v2/tags 201',
  tags_delete: 'DELETE /v2/tags/{tag_id} 204',
  tags_get: 'GET /v2/tags/{tag_id} 200',
  tags_list: 'GET /v2/tags 200 per_page:integer(1..200) page:integer(1..)',
  tags_unassign_resources: 'DELETE /v2/tags/{tag_id}/resources 204',
  volumeActions_get:
    'GET /v2/volumes/{volume_id}/actions/{action_id} 200 per_page:integer(1..200) page:integer(1..)',
  volumeActions_list: 'GET /v2/volumes/{volume_id}/actions 200 per_page:integer(1..200) page:integer(1..)',
  volumeActions_post: 'POST /v2/volumes/actions 202 per_page:integer(1..200) page:integer(1..)',
  volumeActions_post_byId:
    'POST /v2/volumes/{volume_id}/actions 202 per_page:integer(1..200) page:integer(1..)',
  volumeSnapshots_create: 'POST /v2/volumes/{volume_id}/snapshots 201',
  volumeSnapshots_delete_byId: 'DELETE /v2/volumes/snapshots/{snapshot_id} 204',
  volumeSnapshots_get_byId: 'GET /v2/volumes/snapshots/{snapshot_id} 200',
  volumeSnapshots_list:
    'GET /v2/volumes/{volume_id}/snapshots 200 per_page:integer(1..200) page:integer(1..)',
  volumes_create: 'POST /v2/volumes 201',
  volumes_delete: 'DELETE /v2/volumes/{volume_id} 204',
  volumes_delete_byName: 'DELETE /v2/volumes 204 name:string region:string#region_slug',
  volumes_get: 'GET /v2/volumes/{volume_id} 200',
  volumes_list:
    'GET /v2/volumes 200 name:string region:string#region_slug per_page:integer(1..200) page:integer(1..)',
  vpcs_create: 'POST /v2/vpcs 201',
  vpcs_delete: 'DELETE /v2/vpcs/{vpc_id} 204',
  vpcs_get: 'GET /v2/vpcs/{vpc_id} 200',
  vpcs_list: 'GET /v2/vpcs 200 per_page:integer(1..200) page:integer(1..)',
  vpcs_list_members:
    'GET /v2/vpcs/{vpc_id}/members 200 resource_type:string per_page:integer(1..200) page:integer(1..)',
  vpcs_patch: 'PATCH /v2/vpcs/{vpc_id} 200',
  vpcs_update: 'PUT /v2/vpcs/{vpc_id} 200',
}

/** The body of each operation that takes one; after `@` stands the member that decides between structures. */
export const bodies: Readonly<Partial<Record<OperationName, string>>> = {
  certificates_create: '{certificate_request_lets_encrypt}|{certificate_request_custom}',
  dropletActions_post:
    '@type enable_backups={droplet_action_enable_backups} disable_backups={droplet_action} change_backup_policy={droplet_action_change_backup_policy} reboot={droplet_action} power_cycle={droplet_action} shutdown={droplet_action} power_off={droplet_action} power_on={droplet_action} password_reset={droplet_action} restore={droplet_action_restore} resize={droplet_action_resize} rebuild={droplet_action_rebuild} rename={droplet_action_rename} change_kernel={droplet_action_change_kernel} enable_ipv6={droplet_action} snapshot={droplet_action_snapshot}',
  dropletActions_post_byTag:
    '@type enable_backups={droplet_action} disable_backups={droplet_action} power_cycle={droplet_action} shutdown={droplet_action} power_off={droplet_action} power_on={droplet_action} enable_ipv6={droplet_action} snapshot={droplet_action_snapshot}',
  droplets_create: '{droplet_single_create}|{droplet_multi_create}',
  droplets_destroy_withAssociatedResourcesSelective: '{selective_destroy_associated_resource}',
  firewalls_add_rules: '{firewalls_add_rules}',
  firewalls_add_tags: '{firewalls_add_tags}',
  firewalls_assign_droplets: '{firewalls_assign_droplets}',
  firewalls_create: '{firewalls_create}',
  firewalls_delete_droplets: '{firewalls_delete_droplets}',
  firewalls_delete_rules: '{firewalls_delete_rules}',
  firewalls_delete_tags: '{firewalls_delete_tags}',
  firewalls_update: '{firewalls_update}',
  imageActions_post: '@type convert={image_action_base} transfer={image_action_transfer}',
  images_create_custom: '{image_new_custom}',
  images_post_account_transfer_accept: '{images_post_account_transfer_accept}',
  images_post_account_transfer_cancel: '{images_post_account_transfer_cancel}',
  images_post_account_transfer_create:
    '{images_post_account_transfer_create.1}|{images_post_account_transfer_create.2}',
  images_post_account_transfer_decline: '{images_post_account_transfer_decline}',
  images_update: '{image_update}',
  loadBalancers_add_droplets: '{loadBalancers_add_droplets}',
  loadBalancers_add_forwardingRules: '{loadBalancers_add_forwardingRules}',
  loadBalancers_create: '{loadBalancers_create.1}|{loadBalancers_create.2}',
  loadBalancers_remove_droplets: '{loadBalancers_remove_droplets}',
  loadBalancers_remove_forwardingRules: '{loadBalancers_remove_forwardingRules}',
  loadBalancers_update: '{loadBalancers_update.1}|{loadBalancers_update.2}',
  projects_assign_resources: '{project_assignment}',
  projects_assign_resources_default: '{project_assignment}',
  projects_create: '{projects_create}',
  projects_patch: '{project}',
  projects_patch_default: '{project}',
  projects_update: '{projects_update}',
  projects_update_default: '{projects_update_default}',
  reservedIPsActions_post: '@type unassign={reserved_ip_action_unassign} assign={reserved_ip_action_assign}',
  reservedIPs_create: '{reservedIPs_create.1}|{reservedIPs_create.2}',
  reservedIPv6Actions_post:
    '@type unassign={reserved_ipv6_action_unassign} assign={reserved_ipv6_action_assign}',
  reservedIPv6_create: '{reserved_ipv6_create}',
  sshKeys_create: '{sshKeys}',
  sshKeys_update: '{sshKeys_update}',
  tags_assign_resources: '{tags_resource}',
  tags_create: '{tags}',
  tags_unassign_resources: '{tags_resource}',
  volumeActions_post: '@type attach={volume_action_post_attach} detach={volume_action_post_detach}',
  volumeActions_post_byId:
    '@type attach={volume_action_post_attach} detach={volume_action_post_detach} resize={volume_action_post_resize}',
  volumeSnapshots_create: '{volumeSnapshots_create}',
  volumes_create: '{volumes_ext4}|{volumes_xfs}',
  vpcs_create: '{vpcs_create}',
  vpcs_patch: '{vpcs_patch}',
  vpcs_update: '{vpcs_update}',
}

/** Fields: `!` marks a required one, `[]` a list, `{}` a structure, `#` an enumeration, `?` what may be null. */
export const structures: Readonly<Record<string, string>> = {
  certificate_request_custom:
    'certificate_chain:string leaf_certificate!:string name!:string private_key!:string type:string#certificate_request_lets_encrypt.type',
  certificate_request_lets_encrypt:
    'dns_names!:[string] name!:string type:string#certificate_request_lets_encrypt.type',
  domains: 'certificate_id:string is_managed:boolean name:string',
  droplet_action: 'type!:string#droplet_action_enable_backups.type',
  droplet_action_change_backup_policy:
    'backup_policy!:{droplet_backup_policy} type!:string#droplet_action_enable_backups.type',
  droplet_action_change_kernel: 'kernel:integer type!:string#droplet_action_enable_backups.type',
  droplet_action_enable_backups:
    'backup_policy:{droplet_backup_policy} type!:string#droplet_action_enable_backups.type',
  droplet_action_rebuild: 'image:string|integer type!:string#droplet_action_enable_backups.type',
  droplet_action_rename: 'name:string type!:string#droplet_action_enable_backups.type',
  droplet_action_resize: 'disk:boolean size:string type!:string#droplet_action_enable_backups.type',
  droplet_action_restore: 'image:integer type!:string#droplet_action_enable_backups.type',
  droplet_action_snapshot: 'name:string type!:string#droplet_action_enable_backups.type',
  droplet_backup_policy:
    'hour:integer#droplet_backup_policy.hour plan:string#droplet_backup_policy.plan weekday:string#droplet_backup_policy.weekday',
  droplet_multi_create:
    'backup_policy:{droplet_backup_policy} backups:boolean image!:string|integer ipv6:boolean monitoring:boolean names!:[string(..255)] private_networking:boolean public_networking:boolean region:string size!:string ssh_keys:[string|integer] tags:[string]? user_data:string volumes:[string] vpc_uuid:string with_droplet_agent:boolean',
  droplet_single_create:
    'backup_policy:{droplet_backup_policy} backups:boolean image!:string|integer ipv6:boolean monitoring:boolean name!:string(..255) private_networking:boolean public_networking:boolean region:string size!:string ssh_keys:[string|integer] tags:[string]? user_data:string volumes:[string] vpc_uuid:string with_droplet_agent:boolean',
  firewall_rule_target:
    'addresses:[string] droplet_ids:[integer] kubernetes_ids:[string] load_balancer_uids:[string] tags:[string]?',
  firewalls_add_rules:
    'inbound_rules:[{firewalls_add_rules.inbound_rules}]? outbound_rules:[{firewalls_add_rules.outbound_rules}]?',
  'firewalls_add_rules.inbound_rules':
    'ports!:string protocol!:string#firewalls_create.inbound_rules.protocol sources!:{firewall_rule_target}',
  'firewalls_add_rules.outbound_rules':
    'destinations!:{firewall_rule_target} ports!:string protocol!:string#firewalls_create.inbound_rules.protocol',
  firewalls_add_tags: 'tags!:[string]?',
  firewalls_assign_droplets: 'droplet_ids!:[integer]',
  firewalls_create:
    'droplet_ids:[integer]? inbound_rules:[{firewalls_create.inbound_rules}]? name!:string outbound_rules:[{firewalls_create.outbound_rules}]? tags:[string]?',
  'firewalls_create.inbound_rules':
    'ports!:string protocol!:string#firewalls_create.inbound_rules.protocol sources!:{firewall_rule_target}',
  'firewalls_create.outbound_rules':
    'destinations!:{firewall_rule_target} ports!:string protocol!:string#firewalls_create.inbound_rules.protocol',
  firewalls_delete_droplets: 'droplet_ids!:[integer]',
  firewalls_delete_rules:
    'inbound_rules:[{firewalls_delete_rules.inbound_rules}]? outbound_rules:[{firewalls_delete_rules.outbound_rules}]?',
  'firewalls_delete_rules.inbound_rules':
    'ports!:string protocol!:string#firewalls_create.inbound_rules.protocol sources!:{firewall_rule_target}',
  'firewalls_delete_rules.outbound_rules':
    'destinations!:{firewall_rule_target} ports!:string protocol!:string#firewalls_create.inbound_rules.protocol',
  firewalls_delete_tags: 'tags!:[string]?',
  firewalls_update:
    'droplet_ids:[integer]? inbound_rules:[{firewalls_update.inbound_rules}]? name!:string outbound_rules:[{firewalls_update.outbound_rules}]? tags:[string]?',
  'firewalls_update.inbound_rules':
    'ports!:string protocol!:string#firewalls_create.inbound_rules.protocol sources!:{firewall_rule_target}',
  'firewalls_update.outbound_rules':
    'destinations!:{firewall_rule_target} ports!:string protocol!:string#firewalls_create.inbound_rules.protocol',
  forwarding_rule:
    'certificate_id:string entry_port!:integer entry_protocol!:string#forwarding_rule.entry_protocol target_port!:integer target_protocol!:string#forwarding_rule.target_protocol tls_passthrough:boolean',
  glb_settings:
    'cdn:{glb_settings.cdn} failover_threshold:integer region_priorities:any target_port:integer target_protocol:string#glb_settings.target_protocol',
  'glb_settings.cdn': 'is_enabled:boolean',
  health_check:
    'check_interval_seconds:integer healthy_threshold:integer path:string port:integer protocol:string#health_check.protocol response_timeout_seconds:integer unhealthy_threshold:integer',
  image_action_base: 'type!:string#image_action_base.type',
  image_action_transfer: 'region!:string#region_slug type!:string#image_action_base.type',
  image_new_custom:
    'description:string distribution:string#distribution name!:string region!:string#region_slug tags:[string]? url!:string',
  image_update: 'description:string distribution:string#distribution name:string',
  images_post_account_transfer_accept: 'recipient_uuid!:string transfer_id!:integer',
  images_post_account_transfer_cancel: 'transfer_id!:integer',
  'images_post_account_transfer_create.1': 'recipient_email!:string',
  'images_post_account_transfer_create.2': 'recipient_uuid!:string',
  images_post_account_transfer_decline: 'transfer_id!:integer',
  lb_firewall: 'allow:[string] deny:[string]',
  loadBalancers_add_droplets: 'droplet_ids!:[integer]',
  loadBalancers_add_forwardingRules: 'forwarding_rules!:[{forwarding_rule}]',
  'loadBalancers_create.1':
    'algorithm:string#loadBalancers_create.1.algorithm disable_lets_encrypt_dns_records:boolean domains:[{domains}] droplet_ids!:[integer] enable_backend_keepalive:boolean enable_proxy_protocol:boolean firewall:{lb_firewall} forwarding_rules!:[{forwarding_rule}] glb_settings:{glb_settings} health_check:{health_check} http_idle_timeout_seconds:integer(30..600) name:string network:string#loadBalancers_create.1.network network_stack:string#loadBalancers_create.1.network_stack project_id:string redirect_http_to_https:boolean region!:string#region_slug size:string#loadBalancers_create.1.size size_unit:integer(1..100) sticky_sessions:{sticky_sessions} target_load_balancer_ids:[string] tls_cipher_policy:string#loadBalancers_create.1.tls_cipher_policy type:string#loadBalancers_create.1.type vpc_uuid:string',
  'loadBalancers_create.2':
    'algorithm:string#loadBalancers_create.1.algorithm disable_lets_encrypt_dns_records:boolean domains:[{domains}] enable_backend_keepalive:boolean enable_proxy_protocol:boolean firewall:{lb_firewall} forwarding_rules!:[{forwarding_rule}] glb_settings:{glb_settings} health_check:{health_check} http_idle_timeout_seconds:integer(30..600) name:string network:string#loadBalancers_create.1.network network_stack:string#loadBalancers_create.1.network_stack project_id:string redirect_http_to_https:boolean region!:string#region_slug size:string#loadBalancers_create.1.size size_unit:integer(1..100) sticky_sessions:{sticky_sessions} tag!:string target_load_balancer_ids:[string] tls_cipher_policy:string#loadBalancers_create.1.tls_cipher_policy type:string#loadBalancers_create.1.type vpc_uuid:string',
  loadBalancers_remove_droplets: 'droplet_ids!:[integer]',
  loadBalancers_remove_forwardingRules: 'forwarding_rules!:[{forwarding_rule}]',
  'loadBalancers_update.1':
    'algorithm:string#loadBalancers_create.1.algorithm disable_lets_encrypt_dns_records:boolean domains:[{domains}] droplet_ids!:[integer] enable_backend_keepalive:boolean enable_proxy_protocol:boolean firewall:{lb_firewall} forwarding_rules!:[{forwarding_rule}] glb_settings:{glb_settings} health_check:{health_check} http_idle_timeout_seconds:integer(30..600) name:string network:string#loadBalancers_create.1.network network_stack:string#loadBalancers_create.1.network_stack project_id:string redirect_http_to_https:boolean region!:string#region_slug size:string#loadBalancers_create.1.size size_unit:integer(1..100) sticky_sessions:{sticky_sessions} target_load_balancer_ids:[string] tls_cipher_policy:string#loadBalancers_create.1.tls_cipher_policy type:string#loadBalancers_create.1.type vpc_uuid:string',
  'loadBalancers_update.2':
    'algorithm:string#loadBalancers_create.1.algorithm disable_lets_encrypt_dns_records:boolean domains:[{domains}] enable_backend_keepalive:boolean enable_proxy_protocol:boolean firewall:{lb_firewall} forwarding_rules!:[{forwarding_rule}] glb_settings:{glb_settings} health_check:{health_check} http_idle_timeout_seconds:integer(30..600) name:string network:string#loadBalancers_create.1.network network_stack:string#loadBalancers_create.1.network_stack project_id:string redirect_http_to_https:boolean region!:string#region_slug size:string#loadBalancers_create.1.size size_unit:integer(1..100) sticky_sessions:{sticky_sessions} tag!:string target_load_balancer_ids:[string] tls_cipher_policy:string#loadBalancers_create.1.tls_cipher_policy type:string#loadBalancers_create.1.type vpc_uuid:string',
  project:
    'description:string(..255) environment:string#projects_create.environment is_default:boolean name:string(..175) purpose:string(..255)',
  project_assignment: 'resources:[string]',
  projects_create:
    'description:string(..255) environment:string#projects_create.environment name!:string(..175) purpose!:string(..255)',
  projects_update:
    'description!:string(..255) environment!:string#projects_create.environment is_default!:boolean name!:string(..175) purpose!:string(..255)',
  projects_update_default:
    'description!:string(..255) environment!:string#projects_create.environment is_default!:boolean name!:string(..175) purpose!:string(..255)',
  'reservedIPs_create.1': 'droplet_id!:integer',
  'reservedIPs_create.2': 'project_id:string region!:string',
  reserved_ip_action_assign: 'droplet_id!:integer type!:string#reserved_ip_action_unassign.type',
  reserved_ip_action_unassign: 'type!:string#reserved_ip_action_unassign.type',
  reserved_ipv6_action_assign: 'droplet_id!:integer type!:string#reserved_ip_action_unassign.type',
  reserved_ipv6_action_unassign: 'type!:string#reserved_ip_action_unassign.type',
  reserved_ipv6_create: 'region_slug!:string',
  selective_destroy_associated_resource:
    'floating_ips:[string] reserved_ips:[string] snapshots:[string] volume_snapshots:[string] volumes:[string]',
  sshKeys: 'name!:string public_key!:string',
  sshKeys_update: 'name:string',
  sticky_sessions: 'cookie_name:string cookie_ttl_seconds:integer type:string#sticky_sessions.type',
  tags: 'name:string(..255)',
  tags_resource: 'resources!:[{tags_resource.resources}]',
  'tags_resource.resources': 'resource_id:string resource_type:string#tags_resource.resources.resource_type',
  volumeSnapshots_create: 'name!:string tags:[string]?',
  volume_action_post_attach:
    'droplet_id!:integer region:string#region_slug tags:[string]? type!:string#volume_action_post_attach.type volume_name:string',
  volume_action_post_detach:
    'droplet_id!:integer region:string#region_slug type!:string#volume_action_post_attach.type volume_name:string',
  volume_action_post_resize:
    'region:string#region_slug size_gigabytes!:integer(..16384) type!:string#volume_action_post_attach.type',
  volumes_ext4:
    'description:string filesystem_label:string(..16) filesystem_type:string name!:string region!:string#region_slug size_gigabytes!:integer snapshot_id:string tags:[string]?',
  volumes_xfs:
    'description:string filesystem_label:string(..12) filesystem_type:string name!:string region!:string#region_slug size_gigabytes!:integer snapshot_id:string tags:[string]?',
  vpcs_create: 'description:string(..255) ip_range:string name!:string region!:string',
  vpcs_patch: 'default:boolean description:string(..255) name:string',
  vpcs_update: 'default:boolean description:string(..255) name!:string',
}

export const enums: Readonly<Record<string, string>> = {
  'certificate_request_lets_encrypt.type': 'custom|lets_encrypt',
  distribution:
    'Arch Linux|CentOS|CoreOS|Debian|Fedora|Fedora Atomic|FreeBSD|Gentoo|openSUSE|RancherOS|Rocky Linux|Ubuntu|Unknown',
  'droplet_action_enable_backups.type':
    'enable_backups|disable_backups|reboot|power_cycle|shutdown|power_off|power_on|restore|password_reset|resize|rebuild|rename|change_kernel|enable_ipv6|snapshot',
  'droplet_backup_policy.hour': '0|4|8|12|16|20',
  'droplet_backup_policy.plan': 'daily|weekly',
  'droplet_backup_policy.weekday': 'SUN|MON|TUE|WED|THU|FRI|SAT',
  'droplets_list.type': 'droplets|gpus',
  'firewalls_create.inbound_rules.protocol': 'tcp|udp|icmp',
  'forwarding_rule.entry_protocol': 'http|https|http2|http3|tcp|udp',
  'forwarding_rule.target_protocol': 'http|https|http2|tcp|udp',
  'glb_settings.target_protocol': 'http|https|http2',
  'health_check.protocol': 'http|https|tcp',
  'image_action_base.type': 'convert|transfer',
  'images_list.type': 'application|distribution',
  'loadBalancers_create.1.algorithm': 'round_robin|least_connections',
  'loadBalancers_create.1.network': 'EXTERNAL|INTERNAL',
  'loadBalancers_create.1.network_stack': 'IPV4|DUALSTACK',
  'loadBalancers_create.1.size': 'lb-small|lb-medium|lb-large',
  'loadBalancers_create.1.tls_cipher_policy': 'DEFAULT|STRONG',
  'loadBalancers_create.1.type': 'REGIONAL|REGIONAL_NETWORK|GLOBAL',
  'projects_create.environment': 'Development|Staging|Production',
  region_slug: 'ams1|ams2|ams3|blr1|fra1|lon1|nyc1|nyc2|nyc3|sfo1|sfo2|sfo3|sgp1|tor1|syd1',
  'reserved_ip_action_unassign.type': 'assign|unassign',
  'snapshots_list.resource_type': 'droplet|volume',
  'sticky_sessions.type': 'cookies|none',
  'tags_resource.resources.resource_type': 'droplet|image|volume|volume_snapshot',
  'volume_action_post_attach.type': 'attach|detach|resize',
}
