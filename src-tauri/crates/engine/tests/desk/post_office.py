"""A mail server for tests: aiosmtpd, with a script of what goes wrong at which verb.

Its one argument is a JSON object: {"security": "starttls"|"tls"|"plain", "certificate"?, "key"?, "user"?, "password"?,
"utf8"?}. The first line it writes is {"port"}. Then each line it reads is an order, answered by {"event": "ok"}:

  {"rule": {"on": VERB, "do": "say"|"stall"|"cut", "text"?, "times"?}}   what to do the next time(s) at that verb
  {"clear": true}                                                        no rules any more

VERB is greeting, ehlo, starttls, auth, mail, rcpt, data (before 354), text (in the middle of the mail) or dot (after its
end). Each time a rule is carried out it writes {"event": "reached", "at": VERB}; each time it has a whole mail, whatever it
says to it then, {"event": "mail", ...} as Python's own parser reads it. It ends with its standard input.
"""

import asyncio
import base64
import email
import email.policy
import hashlib
import json
import logging
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult

RULES = []
# Broken lines and refused certificates are what it is here for; nobody wants them in the output of a test.
logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")


def tell(event):
    print(json.dumps(event), flush=True)


def taken_rule(verb):
    for rule in RULES:
        if rule["on"] == verb:
            if "times" in rule:
                rule["times"] -= 1
                if rule["times"] <= 0:
                    RULES.remove(rule)
            return rule
    return None


class Server(SMTP):
    async def scripted(self, verb):
        """Carries out what the script says of a verb, and tells whether it did."""
        rule = taken_rule(verb)
        if rule is None:
            return False
        tell({"event": "reached", "at": verb})
        if rule["do"] == "say":
            await self.push(rule["text"])
        elif rule["do"] == "stall":
            await asyncio.Event().wait()
        elif rule["do"] == "cut":
            self.transport.abort()
        return True

    async def _handle_client(self):
        if await self.scripted("greeting"):
            await asyncio.Event().wait()
        await super()._handle_client()

    async def smtp_EHLO(self, arg):
        if not await self.scripted("ehlo"):
            await super().smtp_EHLO(arg)

    async def smtp_STARTTLS(self, arg):
        if not await self.scripted("starttls"):
            await super().smtp_STARTTLS(arg)

    async def smtp_AUTH(self, arg):
        if not await self.scripted("auth"):
            await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg):
        if not await self.scripted("mail"):
            await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg):
        if not await self.scripted("rcpt"):
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg):
        if await self.scripted("data"):
            return
        if any(rule["on"] == "text" for rule in RULES):
            await self.push("354 go on")
            await self._reader.readuntil(b"\r\n")
            await self.scripted("text")
            return
        await super().smtp_DATA(arg)


class Inbox:
    async def handle_DATA(self, server, session, envelope):
        tell({"event": "mail", **read(envelope, session, server)})
        if await server.scripted("dot"):
            # What it said, if anything, is out; nothing is to follow it.
            await asyncio.Event().wait()
        return "250 2.0.0 taken"


def read(envelope, session, server):
    raw = envelope.content
    message = email.message_from_bytes(raw, policy=email.policy.default)
    defects = [repr(defect) for part in message.walk() for defect in part.defects]
    texts, files = {}, []
    for part in message.walk():
        if part.is_multipart():
            continue
        body = part.get_payload(decode=True)
        if part.is_attachment():
            files.append(
                {
                    "name": part.get_filename(),
                    "type": part.get_content_type(),
                    "sha256": hashlib.sha256(body).hexdigest(),
                    "base64": base64.b64encode(body).decode(),
                }
            )
        else:
            texts[part.get_content_type()] = part.get_content()
    to = message["To"].addresses if message["To"] else ()
    sender = message["From"].addresses if message["From"] else ()
    return {
        "from": envelope.mail_from,
        "to": envelope.rcpt_tos,
        "tls": server.transport.get_extra_info("ssl_object") is not None,
        "signed_in": session.authenticated,
        "headers": [[name, str(value)] for name, value in message.items()],
        "header_to": [[one.display_name, one.addr_spec] for one in to],
        "header_from": [[one.display_name, one.addr_spec] for one in sender],
        "types": [part.get_content_type() for part in message.walk()],
        "texts": texts,
        "files": files,
        "defects": defects,
        "ascii": raw.isascii(),
        "longest_line": max(len(line) for line in raw.split(b"\r\n")),
        "raw_sha256": hashlib.sha256(raw).hexdigest(),
    }


async def main():
    options = json.loads(sys.argv[1])
    context = None
    if options.get("certificate"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options["certificate"], options["key"])
    wrapped = options["security"] == "tls"

    def known(server, session, envelope, mechanism, data):
        good = data.login == options["user"].encode() and data.password == options["password"].encode()
        return AuthResult(success=good, handled=False)

    loop = asyncio.get_running_loop()

    def connection():
        return Server(
            Inbox(),
            hostname="post.example",
            enable_SMTPUTF8=options.get("utf8", False),
            tls_context=None if wrapped else context,
            require_starttls=context is not None and not wrapped,
            auth_required="user" in options,
            auth_require_tls=not wrapped,
            authenticator=known if "user" in options else None,
            timeout=600,
            loop=loop,
        )

    server = await loop.create_server(connection, "127.0.0.1", 0, ssl=context if wrapped else None)
    tell({"port": server.sockets[0].getsockname()[1]})
    while line := await asyncio.to_thread(sys.stdin.readline):
        order = json.loads(line)
        if order.get("clear"):
            RULES.clear()
        else:
            RULES.append(order["rule"])
        tell({"event": "ok"})


asyncio.run(main())
