export { accountsAsking } from './accounts-asking';
export { WhatIfController, WHAT_IF_DESK, type WhatIfDesk } from './what-if.http';
export { draftOf, whatIf, type WhatIfParts, type WhatIfQuestion, type WhatIfReport } from './what-if';
