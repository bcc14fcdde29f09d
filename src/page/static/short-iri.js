// How an IRI is shown where there is no label. The pages' server and the query page's script both use it.

/** `ic:名称` where one of the prefixes fits, else the whole IRI. */
export function prefixedIri(iri, prefixes) {
  for (const [prefix, namespace] of Object.entries(prefixes))
    if (iri.startsWith(namespace) && /^[^/#]+$/.test(iri.slice(namespace.length)))
      return `${prefix}:${iri.slice(namespace.length)}`;
  return iri;
}

/**
 * With a prefix, else the last two segments (`…/tw/67000`), percent-decoded: for the cells of a table. An IRI with
 * nothing to leave out as it is.
 */
export function shortIri(iri, prefixes) {
  const prefixed = prefixedIri(iri, prefixes);
  if (prefixed !== iri) return decoded(prefixed);
  const [, host, path] = /^https?:\/\/([^/?#]+)\/(.+)$/.exec(iri) ?? [];
  if (path === undefined) return decoded(iri);
  const segments = decoded(path).replace(/\/$/, "").split("/");
  return segments.length > 2 ? `…/${segments.slice(-2).join("/")}` : `${host}/${segments.join("/")}`;
}

function decoded(text) {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
