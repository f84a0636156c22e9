// How the search ranks a page: a title before a mention, and where a thing is taught before where it is listed.
var Scorer = {
  score: ([page, , , , score]) => {
    if (/^book\/(protocol|alliance|historical)/.test(page)) return score + 6;
    if (/^book\/(start|reference\/glossary)/.test(page)) return score + 4;
    if (/^exercises\//.test(page)) return score + 1;
    if (/^book\/(instructors|reference)/.test(page)) return score - 4;
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
