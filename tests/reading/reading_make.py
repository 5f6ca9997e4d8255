"""Files of every form, made by code: archives, office files, feeds, honest and hostile."""

import io
import tarfile
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def report(n, place="Vienna"):
    return (
        f"Talks number {n} fail\n\n{place.upper()}, March {n % 28 + 1}, 2019 (Reuters) - Austria left the talks with "
        f"Hungary in round {n} on Monday, officials in both countries said.\n"
    )


def zipped(members, compression=zipfile.ZIP_DEFLATED):
    """A zip archive of (name, bytes); the same name may come twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def tarred(members, mode="w"):
    """A tar archive of (name, bytes), or of TarInfo without content."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for member in members:
            if isinstance(member, tarfile.TarInfo):
                archive.addfile(member)
                continue
            info = tarfile.TarInfo(member[0])
            info.size = len(member[1])
            archive.addfile(info, io.BytesIO(member[1]))
    return file.getvalue()


def rss(items, channel="<title>Example Times</title><link>https://example.org/</link>", prolog=""):
    head = '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    head += 'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{prolog}{head}{channel}{"".join(items)}</channel></rss>'


def item(n, extra=""):
    return (
        f"<item><title>Talks {n} fail</title><link>https://example.org/a/{n}</link><guid>https://example.org/a/{n}"
        f"</guid><pubDate>Tue, 07 Aug 2018 23:00:00 -0500</pubDate><description>Austria left the talks in round {n}, "
        f"officials said.</description>{extra}</item>"
    )


def paragraph(text, style=None, runs=None):
    props = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{props}{runs or f'<w:r><w:t>{escape(text)}</w:t></w:r>'}</w:p>"


def docx(paragraphs, prolog="", styles=None):
    body = "".join(p if p.startswith("<w:") else paragraph(p) for p in paragraphs)
    document = f'<?xml version="1.0"?>{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    members = [("[Content_Types].xml", TYPES), ("word/document.xml", document)]
    if styles:
        named = "".join(f'<w:style w:styleId="{k}"><w:name w:val="{v}"/></w:style>' for k, v in styles.items())
        members.append(("word/styles.xml", f'<w:styles xmlns:w="{W}">{named}</w:styles>'))
    return zipped(members)


def pdf(pages, trailer=b""):
    """A PDF of pages of (x, y, size, words)."""
    objects = [b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids, parent = [], 2 + 2 * len(pages)
    for page in pages:
        drawn = b"BT\n"
        for x, y, size, words in page:
            plain = words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
            drawn += b"/F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj\n" % (size, x, y, plain)
        drawn += b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 1 0 R >> >> >>" % (parent, len(objects))
        )
        kids.append(len(objects))
    objects.append(b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids)))
    objects.append(b"<< /Type /Catalog /Pages %d 0 R >>" % parent)
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % p for p in places)
    out += b"trailer << /Size %d /Root %d 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(objects),
        trailer,
        start,
    )
    return out


def lines(words, top=700, size=11, left=72, step=14):
    """Lines of a PDF page, one below the other."""
    return [(left, top - step * i, size, line) for i, line in enumerate(words)]
