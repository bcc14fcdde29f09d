/** Content negotiation by Accept with q-values (RFC 9110, 12.5.1); parameters other than q do not matter to us. */
interface Range {
  readonly type: string;
  readonly q: number;
}

function readAccept(header: string | undefined): Range[] {
  if (header === undefined || header.trim() === "") return [{ type: "*/*", q: 1 }];
  return header.split(",").flatMap((part) => {
    const [type = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    const q = parameters.find((parameter) => parameter.startsWith("q="));
    const quality = q === undefined ? 1 : Number(q.slice(2));
    return /^[^\s/]+\/[^\s/]+$/.test(type) && quality >= 0 && quality <= 1 ? [{ type, q: quality }] : [];
  });
}

/** How much the client wants a media type: the q of the most specific range that holds it; 0 is refused. */
function quality(type: string, ranges: readonly Range[]): { q: number; specific: number } {
  let best = { q: 0, specific: -1 };
  for (const range of ranges) {
    const specific =
      range.type === type ? 2 : range.type === `${type.split("/")[0]}/*` ? 1 : range.type === "*/*" ? 0 : -1;
    if (specific > best.specific) best = { q: range.q, specific };
  }
  return best;
}

/**
 * The offer the client likes best: highest q, then the more specifically named, then the order of the offers.
 * Undefined when none is acceptable.
 */
export function negotiate<T>(
  accept: string | undefined,
  offers: readonly (readonly [mediaType: string, value: T])[],
): T | undefined {
  const ranges = readAccept(accept);
  let best: { q: number; specific: number; value: T } | undefined;
  for (const [type, value] of offers) {
    const { q, specific } = quality(type, ranges);
    if (q > 0 && (best === undefined || q > best.q || (q === best.q && specific > best.specific && specific === 2)))
      best = { q, specific, value };
  }
  return best?.value;
}

/** The first of `languages` that Accept-Language asks for, by primary subtag; zh of any kind finds zh-Hant. */
export function negotiateLanguage(header: string | undefined, languages: readonly string[]): string | undefined {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", q] = part.split(";").map((piece) => piece.trim());
      return { primary: tag.split("-")[0]!.toLowerCase(), q: q?.startsWith("q=") ? Number(q.slice(2)) : 1 };
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { primary } of wanted) {
    const found = languages.find((language) => language.split("-")[0]!.toLowerCase() === primary);
    if (found !== undefined) return found;
  }
  return undefined;
}
