import { anyId, type Broken, forgiven, onlyThose, refusal } from './broken.ts'

const area = 'own images'

export const brokenImages: readonly Broken[] = [
  {
    mistake: 'names images itself',
    area,
    fails: ['createImage makes an image of a node, which comes to be usable'],
    change: (driver) => ({
      ...driver,
      createImage: (options, call) => driver.createImage({ ...options, name: `image of a node` }, call),
    }),
  },
  {
    mistake: 'stops a node of which it makes an image',
    area,
    fails: ['createImage of a node that runs makes an image, or rejects with conflict'],
    change: (driver) => ({
      ...driver,
      createImage: async (options, call) => {
        const image = await driver.createImage(options, call)
        await driver.stopNode(options.node, call)
        return image
      },
    }),
  },
  {
    mistake: 'calls a node that is not there a conflict',
    area,
    fails: ['createImage of a node that is not there rejects with not-found'],
    change: (driver) => ({
      ...driver,
      createImage: async (options, call) => {
        const [there] = await driver.listNodes({ ids: [anyId(options.node)] }, call).toArray()
        if (!there) throw refusal('conflict')
        return driver.createImage(options, call)
      },
    }),
  },
  {
    mistake: 'drops what it does not know of an image to make',
    area,
    fails: ['Options of createImage that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      createImage: ({ node, name }, call) => driver.createImage({ node, name }, call),
    }),
  },
  {
    mistake: 'destroys the nodes of an image with it',
    area,
    fails: ['A node can be made of an own image, and stays when the image is deleted'],
    change: (driver) => ({
      ...driver,
      deleteImage: async (ref, call) => {
        for (const node of await driver.listNodes({}, call).toArray())
          if (node.image === anyId(ref)) await driver.destroyNode(node, call)
        await driver.deleteImage(ref, call)
      },
    }),
  },
  {
    mistake: 'deletes an image twice',
    area,
    fails: ['deleteImage removes an image, once'],
    change: (driver) => ({
      ...driver,
      deleteImage: (ref, call) => forgiven(driver.deleteImage(ref, call), 'not-found'),
    }),
  },
  {
    mistake: "says nothing where an image is somebody else's",
    area,
    fails: ["deleteImage of somebody else's image is forbidden"],
    change: (driver) => ({
      ...driver,
      deleteImage: (ref, call) => forgiven(driver.deleteImage(ref, call), 'forbidden'),
    }),
  },
  {
    mistake: 'knows own images only',
    area,
    fails: ['getImage tells the image that nodes are made of'],
    change: (driver) => ({
      ...driver,
      getImage: async (ref, call) => {
        const [own] = await onlyThose(
          driver.listImages({ owner: 'self' }, call),
          ({ id }) => id === anyId(ref),
        ).toArray()
        if (!own) throw refusal('not-found')
        return driver.getImage(ref, call)
      },
    }),
  },
  {
    mistake: 'does not list own images',
    area,
    fails: [
      'listImages finds an own image by its name and by the owner `self`',
      'listImages and getImage tell the same of an image, each in its shape',
    ],
    change: (driver) => ({
      ...driver,
      listImages: (query, call) => onlyThose(driver.listImages(query, call), ({ state }) => !state),
    }),
  },
  {
    mistake: 'says that it copied an image',
    area,
    fails: ['copyImage makes an image usable in another location'],
    change: (driver) => ({
      ...driver,
      copyImage: async (ref, to, call) => {
        if (to.location !== 'south-1') return driver.copyImage(ref, to, call)
        return driver.getImage(ref, call)
      },
    }),
  },
  {
    mistake: 'copies to where there is nothing',
    area,
    fails: ['copyImage rejects with not-found where image or location do not exist'],
    change: (driver) => ({
      ...driver,
      copyImage: (ref, to, call) =>
        driver.copyImage(ref, { ...to, location: to.location === 'south-1' ? 'south-1' : 'north-1' }, call),
    }),
  },
  {
    mistake: 'drops what it does not know of how to copy an image',
    area,
    fails: ['Options of copyImage that cannot be right are invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      copyImage: (ref, { location }, call) => driver.copyImage(ref, { location }, call),
    }),
  },
]
