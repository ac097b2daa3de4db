// The password just born, between the answer that carried it and the page that shows it. In memory only; gone when that page is left.
let held: { readonly noticeId: string; readonly password: string } | null = null;

export function holdPassword(noticeId: string, password: string): void {
  held = { noticeId, password };
}

/** The password of this notice, if it was made a moment ago. */
export function heldPassword(noticeId: string): string | null {
  return held?.noticeId === noticeId ? held.password : null;
}

export function forgetPassword(): void {
  held = null;
}
