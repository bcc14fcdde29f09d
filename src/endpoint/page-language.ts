/** The language of a page: ?lang=, then Accept-Language, then the project's first. */
import type { FastifyRequest } from "fastify";
import { isPageLanguage, type PageLanguage, pageLanguages } from "../page/languages.ts";
import { negotiateLanguage } from "./negotiate.ts";

export function pageLanguageOf(
  request: FastifyRequest,
  asked: string | undefined,
  projectLanguages: readonly string[],
): PageLanguage {
  if (isPageLanguage(asked)) return asked;
  const found = negotiateLanguage(request.headers["accept-language"], pageLanguages);
  if (isPageLanguage(found)) return found;
  return projectLanguages.find(isPageLanguage) ?? "en";
}
