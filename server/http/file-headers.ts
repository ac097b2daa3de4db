// Content-Disposition for a name from outside: an ASCII fallback and the UTF-8 form (RFC 6266, RFC 8187). No quote, no line break can leave it (H 70).

/** An attachment header value for `name`. */
export function asciiName(name: string): string {
  const fallback = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.replace(/\p{Cs}/gu, '_')).replace(/['()*]/g, (symbol) => `%${symbol.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${fallback}"; filename*=UTF-8''${encoded}`;
}
