// What the encryption key of a certificate is called where people read it, and where a rule asks whether it is RSA. No library, so that the pages can ask too.

/** `bits` is the length of the modulus. */
export const rsaName = (bits: number): string => `RSA ${String(bits)}`;

/** True for a name that `rsaName` made. */
export const isRsa = (name: string): boolean => /^RSA \d+$/.test(name);
