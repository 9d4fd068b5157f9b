"""Domains of mail providers for private persons: an address there is no business address."""

FAMILIES = frozenset({"aol", "gmx", "hotmail", "live", "msn", "outlook", "ymail", "yahoo", "yandex"})
"""Providers that have one domain per country: `hotmail.com`, `hotmail.fr`, `yahoo.co.uk`."""

_LISTED = """
    gmail.com googlemail.com icloud.com me.com mac.com proton.me protonmail.com protonmail.ch pm.me tutanota.com
    tuta.io fastmail.com fastmail.fm zoho.com mail.com email.com inbox.com hushmail.com rocketmail.com
    web.de t-online.de freenet.de arcor.de posteo.de mailbox.org bluewin.ch hispeed.ch chello.at aon.at
    orange.fr wanadoo.fr free.fr laposte.net sfr.fr neuf.fr bbox.fr skynet.be telenet.be ziggo.nl kpnmail.nl xs4all.nl
    libero.it virgilio.it alice.it tiscali.it tin.it fastwebnet.it terra.es telefonica.net sapo.pt
    btinternet.com virginmedia.com ntlworld.com sky.com talktalk.net blueyonder.co.uk eircom.net
    telia.com spray.se online.no start.no mail.dk ofir.dk luukku.com suomi24.fi
    seznam.cz centrum.cz email.cz volny.cz azet.sk zoznam.sk post.sk wp.pl o2.pl onet.pl interia.pl op.pl
    freemail.hu citromail.hu abv.bg mail.bg mail.ru bk.ru list.ru rambler.ru ukr.net
    qq.com 163.com 126.com sina.com sohu.com foxmail.com aliyun.com naver.com hanmail.net daum.net docomo.ne.jp
    ezweb.ne.jp rediffmail.com comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net
    rogers.com shaw.ca videotron.ca uol.com.br bol.com.br terra.com.br ig.com.br prodigy.net.mx bigpond.com
"""
DOMAINS = frozenset(_LISTED.split())


def private_domain(address: str) -> str | None:
    """The domain of an address, if it is one for private persons."""
    domain = address.rpartition("@")[2].strip().lower()
    family, _, ending = domain.partition(".")
    is_family = family in FAMILIES and 1 <= len(ending.split(".")) <= 2 and ending != ""
    return domain if domain in DOMAINS or is_family else None
