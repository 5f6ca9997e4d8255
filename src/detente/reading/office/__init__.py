"""Office files to pieces in reading order: DOCX, PDF and RTF."""
