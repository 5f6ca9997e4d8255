"""Exports of news databases (such as Nexis, Factiva and ProQuest) to their articles: many in one file.

The shapes are told by their lines alone, so they are the same for text, DOCX, HTML, RTF and PDF exports.
"""
