"""Archives to their members: zip, tar, gzip, bzip2, xz and WARC, read as streams and never extracted."""
