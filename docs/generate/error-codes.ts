import type { ErrorCode } from '@cloud/core'

interface About {
  /** What raises it, beside the answers of providers in the tables of the page. */
  readonly raisedBy: string
  /** Whether the same call may be made again. */
  readonly again: string
}

const changeIt = 'no: the same call fails the same way'

/** What a program does about each code. The type wants a line for each that core has. */
export const aboutCodes: Readonly<Record<ErrorCode, About>> = {
  'not-found': {
    raisedBy:
      'a name or id that the provider does not know; of a node just made, one that it does not show yet',
    again: 'no, unless it was made a moment ago: `waitForNode` and its siblings look again by themselves',
  },
  'already-exists': {
    raisedBy: 'a create whose name is taken by something else than its own repeat',
    again: 'no: look for what is there, or take another name',
  },
  invalid: {
    raisedBy: 'checks before anything is sent, of options, names and sizes; and refusals of the provider',
    again: `${changeIt}; the message, or \`hint\`, says what would be right`,
  },
  unauthorized: {
    raisedBy:
      'credentials that no source has, that are wrong or have expired, and clocks that are off: `details` lists each source that was tried',
    again: 'after the credentials are mended; expired ones that can be fetched anew have been, once',
  },
  forbidden: {
    raisedBy: 'the permissions of the account or token',
    again: 'after the permissions are changed',
  },
  conflict: {
    raisedBy: 'a thing in the wrong state, or one that others depend on',
    again: 'after its state has changed; the driver has waited already where the state passes by itself',
  },
  precondition: {
    raisedBy: '`ifMatch`, `ifNoneMatch` and the like, that do not hold',
    again: 'after reading what is there now',
  },
  quota: { raisedBy: 'a limit of the account', again: 'after something is removed, or the limit raised' },
  capacity: {
    raisedBy: 'a cloud that has no room for this size in this place',
    again: 'yes, later; another size or location may do at once',
  },
  'rate-limited': {
    raisedBy: 'too many requests, after the retries are used up',
    again: 'yes, after `details.retryAfterMs` where it is told',
  },
  unavailable: {
    raisedBy: 'a provider that failed, after the retries are used up',
    again: 'a read: yes. A write: by its `outcome`, below',
  },
  timeout: {
    raisedBy:
      '`timeoutMs`, of the call or of the client, and the limits of phases: connecting, first byte, a body that stands still',
    again: 'a read: yes. A write: by its `outcome`, below',
  },
  aborted: { raisedBy: "the caller's `signal`", again: 'yes. A write: by its `outcome`, below' },
  network: {
    raisedBy: 'a connection that could not be made, or broke',
    again: 'a read: yes. A write: by its `outcome`, below',
  },
  untrusted: {
    raisedBy: 'a TLS certificate, or an SSH host key, that is not the expected one',
    again: 'no: find out who answers',
  },
  protocol: {
    raisedBy: 'an answer that makes no sense, is larger than the limits, or redirects',
    again: 'no: the endpoint may be wrong',
  },
  integrity: {
    raisedBy: 'content that does not match its checksum, up or down',
    again: 'yes: nothing wrong was kept',
  },
  failed: {
    raisedBy:
      'an operation of the provider that was accepted and then failed; a script that did not end with 0; a deployment',
    again: 'by `details`: they tell the phase, the step, and what is left',
  },
  unknown: { raisedBy: 'what a provider answered and nobody documents', again: 'by its `outcome`, below' },
}
