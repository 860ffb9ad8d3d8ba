export { bundledVersion } from './binaries.ts';
export { startCluster, type Cluster, type ClusterOptions } from './cluster.ts';
export { choosePlace } from './place.ts';
