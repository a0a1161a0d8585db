/* What the search lists first: guides and parameters before the classes of responses, history and lists of tests last.
   Sphinx's own points: 16 for a name, 15 for a title, 5 for a word of the text, up to 100 for an entry of the index. */
var Scorer = {
  score: ([docname, title, anchor, description, score]) => {
    if (/^(changelog|promises|reliability|design\/)/.test(docname)) return score - 30;
    if (docname.startsWith("guides/upgrade")) return score - 10;
    if (docname.startsWith("guides/")) return score + 4;
    if (docname.startsWith("reference/params")) return score + (/OptionsParams/.test(title) ? 5 : 6);
    if (docname.startsWith("reference/models")) return score - 6;
    return score;
  },
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
