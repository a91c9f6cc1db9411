import { requestCertificate } from '@cloud/digitalocean'
import type { MatrixOperation } from '../operation.ts'
import type { Driver } from './driver.ts'

type Operation = MatrixOperation<Driver>

/** For example.com, good until 2120; made for tests alone. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBEzCCAMWgAwIBAgIJAfm3UWQJsO7oMAUGAytlcDAZMRcwFQYDVQQDDA5UZXN0
IEF1dGhvcml0eTAiGA8yMDIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAW
MRQwEgYDVQQDDAtleGFtcGxlLmNvbTAqMAUGAytlcAMhALCDgfrF0vjY3yw2GhCe
rQnzHa4qxEnrXfTI0wq4AG3UoykwJzAlBgNVHREEHjAcggtleGFtcGxlLmNvbYIN
Ki5leGFtcGxlLmNvbTAFBgMrZXADQQALbF+dXJ4MbrSgBiuQsjiBdupEG7jfC1+f
uUnC8w0uXDSWgpMCsHjPj2gHs+eIjoBQZI57kz7tYuOHqqM4flAN
-----END CERTIFICATE-----
`
const privateKey = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIPWeGLQo+1LHw5ieNKGWdns+M024s7o6/ciaQfLLcgT0
-----END PRIVATE KEY-----
`

const newCertificate = (driver: Driver) => driver.importCertificate({ name: 'one', certificate, privateKey })

export const certificates: readonly Operation[] = [
  {
    name: 'listCertificates',
    operation: 'certificates_list',
    repeat: 'read',
    given: async (driver) => {
      await newCertificate(driver)
      return () => driver.listCertificates().toArray()
    },
  },
  {
    name: 'getCertificate',
    operation: 'certificates_get',
    repeat: 'read',
    given: async (driver) => {
      const made = await newCertificate(driver)
      return () => driver.getCertificate(made)
    },
  },
  {
    name: 'importCertificate',
    operation: 'certificates_create',
    repeat: 'named',
    second: 'invalid',
    given: async (driver) => () => newCertificate(driver),
    effect: ['+certificate'],
  },
  {
    name: 'requestCertificate',
    operation: 'certificates_create',
    repeat: 'named',
    second: 'invalid',
    given: async (driver) => () => requestCertificate(driver, { name: 'one', domains: ['example.com'] }),
    effect: ['+certificate'],
  },
  {
    name: 'deleteCertificate',
    operation: 'certificates_delete',
    repeat: 'idempotent',
    given: async (driver) => {
      const made = await newCertificate(driver)
      return () => driver.deleteCertificate(made)
    },
    effect: ['-certificate'],
  },
]
