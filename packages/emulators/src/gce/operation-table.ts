// Written by tooling/check/gce-table.ts from the protocol of the vendor's client: change that program, not this file.
import type { ComputeOperation } from './operation-names.ts'

/** Method, path, the structure of the body or `-`, that of the answer, then the query parameters. */
export const operationTable: Readonly<Record<ComputeOperation, string>> = {
  'compute.globalOperations.aggregatedList':
    'GET projects/{project}/aggregated/operations - OperationAggregatedList filter:string includeAllScopes:boolean maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean serviceProjectNumber:int64',
  'compute.globalOperations.delete':
    'DELETE projects/{project}/global/operations/{operation} - DeleteGlobalOperationResponse',
  'compute.globalOperations.get': 'GET projects/{project}/global/operations/{operation} - Operation',
  'compute.globalOperations.list':
    'GET projects/{project}/global/operations - OperationList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.globalOperations.wait': 'POST projects/{project}/global/operations/{operation}/wait - Operation',
  'compute.images.get': 'GET projects/{project}/global/images/{image} - Image',
  'compute.images.getFromFamily': 'GET projects/{project}/global/images/family/{family} - Image',
  'compute.images.list':
    'GET projects/{project}/global/images - ImageList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.instances.aggregatedList':
    'GET projects/{project}/aggregated/instances - InstanceAggregatedList filter:string includeAllScopes:boolean maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean serviceProjectNumber:int64',
  'compute.instances.delete':
    'DELETE projects/{project}/zones/{zone}/instances/{instance} - Operation noGracefulShutdown:boolean requestId:string',
  'compute.instances.get': 'GET projects/{project}/zones/{zone}/instances/{instance} - Instance',
  'compute.instances.insert':
    'POST projects/{project}/zones/{zone}/instances {Instance} Operation requestId:string sourceInstanceTemplate:string sourceMachineImage:string',
  'compute.instances.list':
    'GET projects/{project}/zones/{zone}/instances - InstanceList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.instances.reset':
    'POST projects/{project}/zones/{zone}/instances/{instance}/reset - Operation requestId:string',
  'compute.instances.start':
    'POST projects/{project}/zones/{zone}/instances/{instance}/start - Operation requestId:string',
  'compute.instances.stop':
    'POST projects/{project}/zones/{zone}/instances/{instance}/stop - Operation discardLocalSsd:boolean noGracefulShutdown:boolean requestId:string',
  'compute.machineTypes.aggregatedList':
    'GET projects/{project}/aggregated/machineTypes - MachineTypeAggregatedList filter:string includeAllScopes:boolean maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean serviceProjectNumber:int64',
  'compute.machineTypes.get': 'GET projects/{project}/zones/{zone}/machineTypes/{machineType} - MachineType',
  'compute.machineTypes.list':
    'GET projects/{project}/zones/{zone}/machineTypes - MachineTypeList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.regionOperations.delete':
    'DELETE projects/{project}/regions/{region}/operations/{operation} - DeleteRegionOperationResponse',
  'compute.regionOperations.get':
    'GET projects/{project}/regions/{region}/operations/{operation} - Operation',
  'compute.regionOperations.list':
    'GET projects/{project}/regions/{region}/operations - OperationList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.regionOperations.wait':
    'POST projects/{project}/regions/{region}/operations/{operation}/wait - Operation',
  'compute.regions.get': 'GET projects/{project}/regions/{region} - Region',
  'compute.regions.list':
    'GET projects/{project}/regions - RegionList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.zoneOperations.delete':
    'DELETE projects/{project}/zones/{zone}/operations/{operation} - DeleteZoneOperationResponse',
  'compute.zoneOperations.get': 'GET projects/{project}/zones/{zone}/operations/{operation} - Operation',
  'compute.zoneOperations.list':
    'GET projects/{project}/zones/{zone}/operations - OperationList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
  'compute.zoneOperations.wait':
    'POST projects/{project}/zones/{zone}/operations/{operation}/wait - Operation',
  'compute.zones.get': 'GET projects/{project}/zones/{zone} - Zone',
  'compute.zones.list':
    'GET projects/{project}/zones - ZoneList filter:string maxResults:uint32 orderBy:string pageToken:string returnPartialSuccess:boolean',
}
