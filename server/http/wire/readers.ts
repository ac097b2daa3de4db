// Who a route is for, in the combinations that occur.
export const both = ['ward', 'contractor'] as const;
export const ward = ['ward'] as const;
export const contractor = ['contractor'] as const;
export const parties = ['staff', 'handler'] as const;
export const people = ['staff', 'handler', 'auditor', 'administrator'] as const;
