export function prefixedIri(iri: string, prefixes: Readonly<Record<string, string>>): string;
export function shortIri(iri: string, prefixes: Readonly<Record<string, string>>): string;
