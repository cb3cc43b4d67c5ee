import { z } from 'zod'

// zod's compiled parser tries `new Function`, which the window's content policy forbids and reports
z.config({ jitless: true })

export { z }
