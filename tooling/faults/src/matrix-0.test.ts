import { matrixShard } from './shard.ts'

matrixShard(0)
