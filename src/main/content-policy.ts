/** What the page may load, and from where: its own files, and nothing else in the world. */
const DIRECTIVES = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  // the empty icon of the page's head
  'img-src': 'data:',
  'font-src': "'self'",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  // text never becomes markup or script; Vue's own templates pass by a policy of that name, and the
  // drawings of a report (renderer/components/report/trusted-drawing.ts)
  'require-trusted-types-for': "'script'",
  'trusted-types': 'vue drawing'
}

export const CONTENT_SECURITY_POLICY = Object.entries(DIRECTIVES)
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ')

/** What a page can ask of a computer: our page asks for nothing of it. */
const FEATURES = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'keyboard-map',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking'
]

export const PERMISSIONS_POLICY = FEATURES.map((feature) => `${feature}=()`).join(', ')
