"""Copies of texts, full-text search, what a run was asked for, and a view for each question that users ask.

Views need no function of the program's, so that any SQLite tool can open them.
"""

from __future__ import annotations

_COLUMNS = (
    # the document whose text this one repeats, wholly or nearly; NULL for a text of its own
    "ALTER TABLE documents ADD COLUMN copy_of INTEGER REFERENCES documents",
    # share of the two texts' runs of five words that both have, 0 to 1: 1 for the same text; NULL without `copy_of`
    "ALTER TABLE documents ADD COLUMN likeness REAL",
    # 0 where it was not coded, saying nothing that the text it repeats does not: the codings of that one stand for it
    "ALTER TABLE documents ADD COLUMN is_coded INTEGER NOT NULL DEFAULT 1",
    # words in the text; NULL for documents of an older layout until they have been measured
    "ALTER TABLE documents ADD COLUMN n_words INTEGER",
    # JSON: the inputs as they were named; NULL where the command had none
    "ALTER TABLE runs ADD COLUMN inputs TEXT",
    # number of the process that ran it
    "ALTER TABLE runs ADD COLUMN pid INTEGER",
)
_TABLES = (
    "CREATE INDEX documents_by_digest ON documents (text_digest)",
    "CREATE INDEX documents_by_copy ON documents (copy_of) WHERE copy_of IS NOT NULL",
    """CREATE TABLE text_bands (
        band INTEGER NOT NULL,          -- hash of a piece of a text's MinHash signature: like texts share some
        document INTEGER NOT NULL REFERENCES documents,
        PRIMARY KEY (band, document)
    ) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE documents_text USING fts5(
        title, text, content = 'documents', content_rowid = 'document', tokenize = "unicode61 remove_diacritics 2"
    )""",
    """CREATE TRIGGER documents_text_insert AFTER INSERT ON documents BEGIN
        INSERT INTO documents_text (rowid, title, text) VALUES (new.document, new.title, new.text);
    END""",
    """CREATE TRIGGER documents_text_delete AFTER DELETE ON documents BEGIN
        INSERT INTO documents_text (documents_text, rowid, title, text)
            VALUES ('delete', old.document, old.title, old.text);
    END""",
    """CREATE TRIGGER documents_text_update AFTER UPDATE OF title, text ON documents BEGIN
        INSERT INTO documents_text (documents_text, rowid, title, text)
            VALUES ('delete', old.document, old.title, old.text);
        INSERT INTO documents_text (rowid, title, text) VALUES (new.document, new.title, new.text);
    END""",
    "INSERT INTO documents_text (documents_text) VALUES ('rebuild')",
)
_VIEWS = (
    # who did what to whom: one row a dyad of each coding of the newest revisions, as in the flat form
    """CREATE VIEW dyads AS
        WITH sided AS (
            SELECT c.coding, c.document, s.name AS source_name, s.code AS source_code, s.country AS source_country,
                s.sector AS source_sector, t.name AS target_name, t.code AS target_code, t.country AS target_country,
                t.sector AS target_sector
            FROM codings c
            LEFT JOIN parties s ON s.coding = c.coding AND s.side = 'source'
            LEFT JOIN parties t ON t.coding = c.coding AND t.side = 'target'
            WHERE NOT c.symmetric
            UNION ALL
            SELECT c.coding, c.document, s.name, s.code, s.country, s.sector, t.name, t.code, t.country, t.sector
            FROM codings c
            JOIN parties s ON s.coding = c.coding AND s.side IN ('source', 'target')
            JOIN parties t ON t.coding = c.coding AND t.side IN ('source', 'target')
                AND (s.side < t.side OR (s.side = t.side AND s.position < t.position))
            WHERE c.symmetric
            UNION ALL
            SELECT c.coding, c.document, s.name, s.code, s.country, s.sector, NULL, NULL, NULL, NULL
            FROM codings c JOIN parties s ON s.coding = c.coding AND s.side IN ('source', 'target')
            WHERE c.symmetric AND 1 =
                (SELECT count(*) FROM parties p WHERE p.coding = c.coding AND p.side IN ('source', 'target'))
        )
        SELECT p.coding, c.id AS coding_id, d.id AS document_id, d.published, d.outlet, d.url,
            c.type, c.modes, c.quad, c.intensity, c.cameo, c.goldstein, c.symmetric,
            p.source_name, p.source_code, p.source_country, p.source_sector,
            p.target_name, p.target_code, p.target_country, p.target_sector,
            c.first_day, c.last_day, c.date_precision, c.date_implicit, c.historical, c.modality,
            c.place_name, c.place_country, c.lat, c.lon, c.dead, c.injured, c.arrested, c.size, c.confidence,
            substr(d.text, c.trigger_start + 1, c.trigger_end - c.trigger_start) AS trigger,
            substr(d.text, c.sentence_start + 1, c.sentence_end - c.sentence_start) AS sentence
        FROM sided p JOIN codings c ON c.coding = p.coding JOIN documents d ON d.document = p.document
        WHERE d.is_current""",
    # how two stood, month by month: actual, dated acts that are not told as history, between two codes
    """CREATE VIEW dyads_by_month AS
        SELECT source_code, target_code, substr(first_day, 1, 7) AS month,
            count(DISTINCT coding) AS codings, count(DISTINCT document_id) AS documents,
            count(DISTINCT CASE WHEN quad = 1 THEN coding END) AS verbal_cooperation,
            count(DISTINCT CASE WHEN quad = 2 THEN coding END) AS material_cooperation,
            count(DISTINCT CASE WHEN quad = 3 THEN coding END) AS verbal_conflict,
            count(DISTINCT CASE WHEN quad = 4 THEN coding END) AS material_conflict,
            avg(intensity) AS mean_intensity
        FROM dyads
        WHERE modality = 'actual' AND NOT historical AND first_day IS NOT NULL AND source_code <> target_code
        GROUP BY source_code, target_code, month""",
    # what an actor did, and what was done to it: one row for each party of each coding, speakers too
    """CREATE VIEW acts_of_actors AS
        SELECT p.code, p.name, p.country, p.sector, p.role, CASE
                WHEN p.side = 'attribution' THEN 'says so'
                WHEN c.symmetric THEN 'takes part'
                WHEN p.side = 'source' THEN 'acts'
                ELSE 'is acted upon'
            END AS part, c.type, c.quad, c.intensity, c.first_day, c.last_day, c.modality, c.historical, c.confidence,
            c.coding, c.id AS coding_id, d.id AS document_id, d.published, d.outlet,
            substr(d.text, c.sentence_start + 1, c.sentence_end - c.sentence_start) AS sentence
        FROM parties p JOIN codings c ON c.coding = p.coding JOIN documents d ON d.document = c.document
        WHERE d.is_current""",
    # what each outlet brought: documents, how many of them repeat another's text, codings, first and last day
    """CREATE VIEW documents_by_outlet AS
        SELECT d.outlet, count(*) AS documents, sum(d.copy_of IS NOT NULL) AS copies,
            sum((SELECT count(*) FROM codings c WHERE c.document = d.document)) AS codings,
            min(d.published) AS first_published, max(d.published) AS last_published
        FROM documents d WHERE d.is_current GROUP BY d.outlet""",
    # how often each coded text was reported: itself and the documents for which its codings stand
    """CREATE VIEW reports_of_texts AS
        SELECT f.document, f.id AS document_id, f.title, count(*) AS reports, count(DISTINCT d.text_digest) AS texts,
            count(DISTINCT d.outlet) AS outlets, min(d.published) AS first_published,
            max(d.published) AS last_published
        FROM documents f JOIN documents d
            ON d.document = f.document OR (d.copy_of = f.document AND NOT d.is_coded)
        WHERE f.is_current AND f.is_coded AND d.is_current
        GROUP BY f.document""",
    # which documents repeat which
    """CREATE VIEW copies AS
        SELECT d.id AS document_id, d.outlet, d.published, d.url, f.id AS first_id, f.outlet AS first_outlet,
            f.published AS first_published, d.likeness, d.is_coded
        FROM documents d JOIN documents f ON f.document = d.copy_of WHERE d.is_current""",
    # what became of each input at last
    """CREATE VIEW last_outcomes AS
        SELECT o.input, o.document_id, o.outcome, o.reason, o.run, o.recorded_at FROM outcomes o
        WHERE o.outcome_id = (SELECT max(outcome_id) FROM outcomes WHERE input = o.input)""",
    # why inputs are not in the record, or are there only as copies: the last outcomes, counted
    """CREATE VIEW outcomes_by_reason AS
        SELECT outcome, CASE WHEN outcome NOT IN ('duplicate', 'near_duplicate') THEN reason END AS why,
            count(*) AS inputs, min(input) AS first_input, max(recorded_at) AS last_recorded
        FROM last_outcomes GROUP BY outcome, why""",
    # imported events between two codes, month by month
    """CREATE VIEW imported_by_month AS
        SELECT origin, source AS source_code, target AS target_code, substr(day, 1, 7) AS month,
            sum(verbal_cooperation) AS verbal_cooperation, sum(material_cooperation) AS material_cooperation,
            sum(verbal_conflict) AS verbal_conflict, sum(material_conflict) AS material_conflict,
            sum(goldstein) AS goldstein, sum(filed) AS filed
        FROM dyad_days GROUP BY origin, source, target, month""",
)
STATEMENTS: tuple[str, ...] = (*_COLUMNS, *_TABLES, *_VIEWS)
