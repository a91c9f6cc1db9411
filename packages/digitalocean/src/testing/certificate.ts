/** A certificate for example.com and its subdomains, good until 2120, with its own key and who issued it; made for tests alone. */
export const leaf: string = `-----BEGIN CERTIFICATE-----
MIIBEzCCAMWgAwIBAgIJAfm3UWQJsO7oMAUGAytlcDAZMRcwFQYDVQQDDA5UZXN0
IEF1dGhvcml0eTAiGA8yMDIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAW
MRQwEgYDVQQDDAtleGFtcGxlLmNvbTAqMAUGAytlcAMhALCDgfrF0vjY3yw2GhCe
rQnzHa4qxEnrXfTI0wq4AG3UoykwJzAlBgNVHREEHjAcggtleGFtcGxlLmNvbYIN
Ki5leGFtcGxlLmNvbTAFBgMrZXADQQALbF+dXJ4MbrSgBiuQsjiBdupEG7jfC1+f
uUnC8w0uXDSWgpMCsHjPj2gHs+eIjoBQZI57kz7tYuOHqqM4flAN
-----END CERTIFICATE-----
`

export const privateKey: string = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIPWeGLQo+1LHw5ieNKGWdns+M024s7o6/ciaQfLLcgT0
-----END PRIVATE KEY-----
`

export const authority: string = `-----BEGIN CERTIFICATE-----
MIIA6zCCAJ2gAwIBAgIJAUrvGcbuEN+uMAUGAytlcDAZMRcwFQYDVQQDDA5UZXN0
IEF1dGhvcml0eTAiGA8yMDIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAZ
MRcwFQYDVQQDDA5UZXN0IEF1dGhvcml0eTAqMAUGAytlcAMhAGtRSIbAcJU3sAf/
CNERofJjep0VuwfCkuSNLr6onyhtMAUGAytlcANBAGNI8dp3yPiik61NFAVt7fP/
kte+zZfneYKR6/eWy+ffFgPLbRu3eLkff+L45AyW4NIpWzfLpMHOGNJ27q0fcQ8=
-----END CERTIFICATE-----
`
