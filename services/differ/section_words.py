"""What a part of a document is called before its number: `Section 4.2`, `Abschnitt 3`, `article 5`, `§ 7`."""

_WORDS = """
section sections sec clause clauses article articles art paragraph paragraphs para part parts chapter chapters chap
point points title annex annexes appendix appendices schedule schedules exhibit item items no
abschnitt abschnitte abschnitten abschnitts abschn ziffer ziffern ziff artikel artikels artikeln punkt punkte punkten nr
nummer nummern absatz absätze absätzen abs kapitel kapiteln kap teil teile teilen titel anlage anlagen anhang anhänge
paragraf paragrafs paragrafen paragraphen buchstabe buchstaben lit
paragraphe paragraphes alinéa alinéas al chapitre chapitres partie parties titre titres annexe rubrique rubriques num
sección secciones cláusula cláusulas artículo artículos capítulo capítulos punto apartado anexo anexos
sezione sezioni articolo articoli clausola clausole capitolo paragrafo allegato seção seções artigo artigos
artikelen sectie secties hoofdstuk bijlage
"""
SECTION_WORDS = frozenset(_WORDS.split())
"""In small letters, in English, German, French, Spanish, Italian, Portuguese and Dutch, with their short forms."""
