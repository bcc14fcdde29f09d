/** Between IRIs of the project and paths of this host: `/id/…` stands for `{base}id/…`, `/dataset/…` for `{base}dataset/…`. */
const UCSCHAR = /^[\u{a0}-\u{d7ff}\u{f900}-\u{fdcf}\u{fdf0}-\u{ffef}\u{10000}-\u{1fffd}\u{20000}-\u{efffd}]*$/u;
const UNRESERVED = /^[A-Za-z0-9._~-]$/;

/**
 * A raw request path as it stands in an IRI: letters beyond ASCII and unreserved characters unescaped (東京), every other
 * percent sequence kept, in capitals (%2F). Undefined when the percent sequences are not UTF-8.
 */
export function iriPath(path: string): string | undefined {
  try {
    return path
      .replace(/(?:%[0-9A-Fa-f]{2})+/g, (run) => {
        const text = decodeURIComponent(run);
        let kept = "";
        for (const character of text)
          kept +=
            UNRESERVED.test(character) || (character > "\u007f" && UCSCHAR.test(character))
              ? character
              : percentEncoded(character);
        return kept;
      })
      .normalize("NFC");
  } catch {
    return undefined;
  }
}

const percentEncoded = (character: string): string =>
  Buffer.from(character, "utf8").toString("hex").toUpperCase().replace(/../g, "%$&");

/** An IRI (or the rest of one) as it may stand in a Location or href: ASCII only. */
export const asciiIri = (iri: string): string =>
  iri.replace(/[^\x21-\x7e]+/gu, (run) => encodeURIComponent(Buffer.from(run, "utf8").toString("utf8")));

/** Kinds of resources that `/{kind}/…` and `/doc/…` answer for. */
export const resourceKinds = ["id", "dataset"] as const;

/** The IRI that `/doc/…` documents: `/doc/dataset/…` a dataset, everything else a record. */
export function iriOfDocument(base: string, documentPath: string): string | undefined {
  const path = iriPath(documentPath);
  if (path === undefined) return undefined;
  return path.startsWith("dataset/") ? base + path : `${base}id/${path}`;
}

/** Path of the document about an IRI on this host: `/doc/…` for the project's own, `/about?iri=…` for every other. */
export function documentPath(base: string, iri: string): string {
  if (iri.startsWith(`${base}id/`)) return `/doc/${asciiIri(iri.slice(base.length + 3))}`;
  if (iri.startsWith(`${base}dataset/`)) return `/doc/${asciiIri(iri.slice(base.length))}`;
  return `/about?iri=${encodeURIComponent(iri)}`;
}
