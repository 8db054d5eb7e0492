"""The offices' mailbox."""

from __future__ import annotations

import smtplib
from email.message import EmailMessage

from .world import Simulator

SUBJECT = "เรื่องใหม่ มส-69-000123: ค้างค่าจ้าง อำเภอปาย จังหวัดแม่ฮ่องสอน ขอให้ตรวจสอบโดยเร็ว"
BODY = "เรียน หัวหน้าสำนักงาน\n\nนายจ้างค้างค่าจ้างสองเดือน\n"


def mail(simulator: Simulator) -> None:
    """Send one mail to an office."""
    message = EmailMessage()
    message["From"] = "ข้อต่อ <khoto@mol.example>"
    message["To"] = "สำนักงานแรงงาน <office@mol.example>"
    message["Subject"] = SUBJECT
    message["Message-ID"] = "<case-123@khoto>"
    message["Date"] = "Sat, 21 Nov 2026 16:00:00 +0700"
    message.set_content(BODY)
    message.add_attachment(b"pdf", maintype="application", subtype="pdf", filename="เรื่อง.pdf")
    with smtplib.SMTP("127.0.0.1", simulator.smtp_port, timeout=5) as server:
        server.send_message(message)


def test_a_thai_mail_is_read_as_it_was_written(simulator: Simulator) -> None:
    mail(simulator)
    (got,) = simulator.get("mail")["mail"]
    assert got["subject"] == SUBJECT
    assert got["text"] == BODY
    assert got["to"] == ["สำนักงานแรงงาน <office@mol.example>"]
    assert got["from"] == "ข้อต่อ <khoto@mol.example>"
    assert got["envelopeTo"] == ["office@mol.example"]
    assert got["messageId"] == "<case-123@khoto>"
    assert got["date"] == "Sat, 21 Nov 2026 16:00:00 +0700"
    assert got["attachments"] == [{"name": "เรื่อง.pdf", "type": "application/pdf", "size": 3}]


def test_a_broken_mail_is_still_kept(simulator: Simulator) -> None:
    broken = b"Subject: =?utf-8?b?!!!?=\r\nContent-Type: text/plain; charset=x-none\r\n\r\n\xff\xfe"
    with smtplib.SMTP("127.0.0.1", simulator.smtp_port, timeout=5) as server:
        server.sendmail("a@b.example", ["c@d.example"], broken)
    (got,) = simulator.get("mail")["mail"]
    assert got["envelopeTo"] == ["c@d.example"]


def test_the_mailbox_can_be_emptied(simulator: Simulator) -> None:
    mail(simulator)
    simulator.call("DELETE", "mail")
    assert simulator.get("mail") == {"mail": []}
