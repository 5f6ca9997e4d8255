"""Exports in the shapes that news databases write, with reports invented for this project."""

NEXIS_OLD = """\
                         Search terms: Austria w/5 Hungary
                         Printed for: A Reader


                               1 of 3 DOCUMENTS


                              The Danube Courier

                            January 3, 2019 Thursday
                              Late Edition - Final

Austria Leaves Talks With Hungary After
Eleven Rounds

BYLINE: By JANE DOE

SECTION: Section A; Column 1; Foreign Desk; Pg. 4

LENGTH: 58 words

DATELINE: VIENNA

Austria left the talks with Hungary on Thursday, officials in both countries
said, and accused its neighbour of holding back the water of the river.

The foreign minister of Hungary said that his country had "never asked for
these talks." He called the Austrian ambassador to his office.

NOTE: the ambassador did not answer calls on Thursday.

LOAD-DATE: January 3, 2019

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: The empty table in Vienna.

PUBLICATION-TYPE: Newspaper


                  Copyright 2019 The Danube Courier Company
                            All Rights Reserved



                               2 of 3 DOCUMENTS


                              Elbe News Service

                       January 4, 2019 Friday 10:15 AM GMT

HEADLINE: Hungary recalls its ambassador from Austria

LENGTH: 400 words

BODY:
Hungary recalled its ambassador from Vienna on Friday.

LOAD-DATE: January 4, 2019

                               3 of 3 DOCUMENTS


                              Elbe News Service

                             January 5, 2019 Saturday

HEADLINE: No text of this one

LENGTH: 100 words

LOAD-DATE: January 5, 2019
"""

NEXIS_NEW = """\
Documents (2)
Client/Matter: -None-
Search Terms: Austria Hungary
1. Austria leaves talks with Hungary
2. Hungary recalls its ambassador

Austria leaves talks with Hungary
The Danube Courier (Vienna)
January 3, 2019 Thursday
Late Edition - Final

Copyright 2019 The Danube Courier Company All Rights Reserved

Section: Section A; Column 1; Foreign Desk; Pg. 4
Length: 40 words
Byline: JANE DOE
Dateline: VIENNA
Body


Austria left the talks with Hungary on Thursday, officials in both countries said.

The foreign minister of Hungary said that his country had never asked for these talks.

Classification

Language: ENGLISH
Publication-Type: Newspaper
Subject: DIPLOMACY (90%)
Load-Date: January 3, 2019

End of Document

Hungary recalls its ambassador
Elbe News Service
January 4, 2019 Friday 10:15 AM GMT

Copyright 2019 Elbe News Service All Rights Reserved

Length: 12 words
Body


Hungary recalled its ambassador from Vienna on Friday, the ministry in Budapest said.

Load-Date: January 4, 2019

End of Document
"""

FACTIVA = """\
 
World News
Austria leaves talks with Hungary
 
By Jane Doe
52 words
3 January 2019
12:05 GMT
Danube Courier
DANCOU
A4
English
(c) 2019 Danube Courier Ltd.
 
VIENNA, Jan 3 (Reuters) - Austria left the talks with Hungary on Thursday, officials in both countries said.
 
The foreign minister of Hungary said that his country had never asked for these talks. He would write 300 words
to Vienna, he said.
 
Document DANCOU0020190103ef1300abc
 
Hungary recalls its ambassador from Austria
 
14 words
4 January 2019
Elbe News Service
ELBENS
English
Copyright 2019. Elbe News Service. All Rights Reserved.
 
Hungary recalled its ambassador from Vienna on Friday, the ministry in Budapest said.
 
Document ELBENS0020190104ef1400001
 
Search Summary
Text Austria and Hungary
"""

FACTIVA_LABELLED = """\
SE World News
HD Austria leaves talks with Hungary
BY Jane Doe
WC 34 words
PD 3 January 2019
ET 12:05
SN Danube Courier
SC DANCOU
LA English
CY (c) 2019 Danube Courier Ltd.

LP
Austria left the talks with Hungary on Thursday, officials in both countries said.

TD
The foreign minister of Hungary said that his country had never asked for these talks.

IN
i1 : Water
AN
Document DANCOU0020190103ef1300abc

HD
Hungary recalls its ambassador from Austria
WC
14 words
PD
4 January 2019
SN
Elbe News Service
TD
Hungary recalled its ambassador from Vienna on Friday, the ministry in Budapest said.
AN
Document ELBENS0020190104ef1400001
"""

PROQUEST = """\
____________________________________________________________

Report Information from a database

____________________________________________________________

Document 1 of 2

Austria leaves talks with Hungary

Author: Doe, Jane

Publication info: Danube Courier, Late Edition ; Vienna [Vienna]. 03 Jan 2019: A.4.

https://search.example.org/docview/2162345678?accountid=1

Abstract: Austria left the talks.

Links: Check for the full text

Full text: VIENNA - Austria left the talks with Hungary on Thursday, officials in both countries said.

The foreign minister of Hungary said that his country had never asked for these talks.

Note: he said so twice.

Subject: Diplomacy; Water

Location: Austria Hungary

Title: Austria leaves talks with Hungary

Publication title: Danube Courier, Late Edition; Vienna

Pages: A.4

Publication year: 2019

Publication date: Jan 3, 2019

Source type: Newspapers

Language of publication: English

ProQuest document ID: 2162345678

Document URL: https://search.example.org/docview/2162345678?accountid=1

Copyright: Copyright Danube Courier Jan 3, 2019

Last updated: 2019-01-05

Database: Example Newsstream

____________________________________________________________

Document 2 of 2

Hungary recalls its ambassador from Austria

Publication info: Elbe News Service ; Dresden [Dresden]. 04 Jan 2019.

Full text: Not available.

Title: Hungary recalls its ambassador from Austria

Publication title: Elbe News Service; Dresden

Publication date: Jan 4, 2019

ProQuest document ID: 2162349999

Database: Example Newsstream
"""
