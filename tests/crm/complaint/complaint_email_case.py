"""Emails that come in at the address of the complaint team."""

from itertools import count

from .common import ComplaintCase

MAIL = """MIME-Version: 1.0
Date: {date}
To: complaints@test.example.com
From: {sender}
Subject: {subject}
Message-Id: <complaint-{number}@example.com>
In-Reply-To: {parent}
{header}
Content-Type: {kind}

{body}
"""
CLIENT = "Lupita <lupita@example.com>"
numbers = count()


class ComplaintEmailCase(ComplaintCase):
    """A team with an address, and emails to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        domain = cls.env["mail.alias.domain"].create({"name": "test.example.com"})
        cls.env.company.alias_domain_id = domain
        cls.complaint_team.alias_domain_id = domain
        cls.complaint_team.alias_name = "complaints"

    def email(self, complaint=None, parent="", header="X-Mailer: none", **values):
        """Let an email come in, about *complaint* or new; return what it made."""
        before = self.complaints.search([])
        if complaint and not parent:
            parent = complaint.message_ids.sorted("id")[:1].message_id
        texts = {
            "sender": CLIENT,
            "subject": "The alarm",
            "body": "It goes off every night",
            "kind": 'text/plain; charset="utf-8"',
            "date": "Tue, 10 Mar 2026 16:00:00 +0000",
        } | values
        mail = MAIL.format(number=next(numbers), parent=parent, header=header, **texts)
        self.env["mail.thread"].message_process(None, mail)
        return self.complaints.search([]) - before

    def mails(self, address="lupita@example.com"):
        return self.env["mail.mail"].search([("email_to", "ilike", address)])

    def move_address_to_other_company(self):
        self.complaint_team.alias_name = "cameras"
        return self.env["dosmart.complaint.team"].create(
            {
                "name": "Other",
                "company_id": self.other_company.id,
                "alias_name": "complaints",
                "alias_domain_id": self.complaint_team.alias_domain_id.id,
            }
        )
