/** Licences that cities name by their short names. */
const known: Readonly<Record<string, string>> = {
  "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
  "CC-BY-3.0": "https://creativecommons.org/licenses/by/3.0/",
  "CC-BY-2.1-JP": "https://creativecommons.org/licenses/by/2.1/jp/",
  "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
  "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
  "OGDL-Taiwan-1.0": "https://data.gov.tw/license",
};

export const licenceNames = Object.keys(known);

/** The licence's IRI, or undefined for a name that nobody knows. */
export function licenceIri(nameOrIri: string): string | undefined {
  return known[nameOrIri] ?? (/^https?:\/\/\S+$/.test(nameOrIri) ? nameOrIri : undefined);
}
