/** What a stream gives until some text is in it, or until its end. The stream goes on after that. */
export async function readUntil(stream: NodeJS.ReadableStream, end: string): Promise<string> {
  let text = ''
  return await new Promise((resolve, reject) => {
    const take = (chunk: Buffer) => {
      text += chunk
      if (text.includes(end)) finish()
    }
    const finish = () => {
      stream.off('data', take)
      resolve(text)
    }
    stream.on('data', take)
    stream.once('end', finish)
    stream.once('error', reject)
  })
}
