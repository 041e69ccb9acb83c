"""Made-up statements, variants of them as publishers reprint them, and different statements that look similar."""

import random
import re
from collections.abc import Callable, Iterator
from itertools import pairwise

STATEMENTS = (
    "Köprünün onarımı için gereken 42 milyon liralık ödeneği bu yıl içinde alacağız ve ulaşımı yeniden açacağız.",
    "Yağışlar böyle sürerse barajdaki suyumuz yalnızca 60 gün yetecek, herkesi tasarrufa çağırıyorum.",
    "Çarşıda çıkan yangında can kaybı yok. Esnafımızın zararını belediye olarak karşılayacağız. Kimse işsiz kalmaz.",
    "Okulların açılışını bir hafta erteledik; çünkü servis araçlarının denetimi henüz tamamlanmadı.",
    "Limana yanaşan gemide bulunan 18 denizcinin sağlık durumu iyi, karantina süreleri cuma günü bitiyor.",
    "Üreticimizin fındığı tarlada kalmasın diye alım fiyatını geçen yıla göre yüzde 35 artırdık.",
    "Ben bu göreve gelirken söz verdim: Akyaka'nın tek bir ağacına dokunulmayacak, dokundurmayacağız!",
    "Hastanemizin yeni binası temmuzda hizmete girecek, 240 yatak kapasitesiyle bölgenin yükünü hafifletecek.",
    "Depremin ardından kırsaldaki evlerin yarısı oturulamaz durumda; kış gelmeden konteynerleri kurmamız gerekiyor.",
    "Takımımız son dakikaya kadar mücadele etti. Hakem kararlarını konuşmak istemiyorum, rakibimizi kutluyorum.",
    "Bu metro hattı yalnızca iki ilçeyi birbirine bağlamıyor, yüz binlerce insanın her gün bir saatini geri veriyor.",
    "Zeytinliklerimizi maden sahasına çevirmek isteyenler karşılarında bütün köyü bulacak, bunu herkes bilsin.",
    "We have run out of ways to patch the old bridge, so from Monday traffic will be sent over the northern route.",
    "The council listened to 1,200 residents before it voted, and nobody asked us to close the library on Sundays.",
    "Our nurses have worked through three winters without a rise. They deserve an answer from the ministry this week.",
    "If the river climbs another foot tonight, we will open the school gym and move the families of Mill Lane there.",
    "I never promised a new stadium; I promised that the old one would be safe, and that is what we delivered.",
    "There is no danger to drinking water, but please boil it until the laboratory has tested every well in town.",
    "This harvest is the best that my family has seen since 1987, and half of it may rot because no lorry comes.",
    "What happened on the night shift was an accident, and we will publish every page of the report on Thursday.",
    "Wir werden die Schleuse erst wieder öffnen, wenn die Taucher jedes Tor geprüft haben, und das dauert bis Freitag.",
    "Ab August fahren die Busse an jedem Samstag kostenlos. Das kostet die Stadt 3 Millionen Euro, und es lohnt sich.",
    "Niemand hat vor, das Schwimmbad zu schließen, aber ohne neue Heizung können wir im Winter nicht öffnen.",
    "Die Ernte ist gut, doch wir finden keine Leute, die sie einbringen, und die Preise decken kaum noch die Kosten.",
    "Nous avons perdu un tiers de la récolte en une nuit, et pourtant nous planterons de nouveau au printemps.",
    "Le pont restera fermé jusqu'en octobre parce que les câbles sont plus abîmés que nous ne le pensions.",
    "La escuela no cerrará mientras yo sea alcalde; buscaremos el dinero debajo de las piedras si hace falta.",
    "Llevamos 90 días sin lluvia y los pozos del valle están secos, así que pedimos ayuda al gobierno regional.",
    "La funivia riaprirà a dicembre, dopo che i tecnici avranno cambiato ogni cavo e provato i freni per un mese.",
    "Non lasceremo soli i commercianti del centro: il comune pagherà la metà degli affitti fino alla fine dei lavori.",
)
Change = Callable[[str, random.Random], str]


def _words(text: str) -> list[str]:
    return text.split()


def _beginning(text: str, draw: random.Random) -> str:
    words = _words(text)
    return " ".join(words[: draw.randint(max(5, len(words) // 3), len(words) - 1)])


def _end(text: str, draw: random.Random) -> str:
    words = _words(text)
    return " ".join(words[-draw.randint(max(5, len(words) // 3), len(words) - 1) :])


def _middle(text: str, draw: random.Random) -> str:
    words = _words(text)
    start = draw.randint(1, len(words) // 3)
    return " ".join(words[start : start + max(6, len(words) // 2)])


def _elision(text: str, draw: random.Random) -> str:
    words = _words(text)
    start = draw.randint(4, len(words) - 6)
    return " ".join([*words[:start], "…", *words[start + 2 :]])


def _typos(text: str, draw: random.Random) -> str:
    words = _words(text)
    for number in draw.sample(range(len(words)), max(1, len(words) // 8)):
        if len(words[number]) >= 6 and words[number].isalpha():
            at = draw.randint(1, len(words[number]) - 3)
            swapped = words[number][at + 1] + words[number][at]
            words[number] = words[number][:at] + draw.choice([swapped, words[number][at]]) + words[number][at + 2 :]
    return " ".join(words)


def _other_word(text: str, draw: random.Random) -> str:
    words = _words(text)
    plain = [n for n, w in enumerate(words) if n and w.isalpha() and w.islower()]
    words[draw.choice(plain)] = "zaten"
    return " ".join(words)


def _ascii(text: str, _draw: random.Random) -> str:
    return text.translate(str.maketrans("çğıöşüÇĞİÖŞÜäéèàß", "cgiosuCGIOSUaeeas"))


def _marks(text: str, _draw: random.Random) -> str:
    return re.sub(r"[;:,]", " –", text.replace("'", "’")).replace(". ", "! ")


def _capitals(text: str, _draw: random.Random) -> str:
    return text.upper()


def _copy(text: str, _draw: random.Random) -> str:
    return f"  {text[:-1]}, "


CHANGES: tuple[Change, ...] = (
    *(_copy, _beginning, _end, _middle, _elision),
    *(_typos, _other_word, _ascii, _marks, _capitals),
)


def variants() -> Iterator[tuple[int, str]]:
    """Yield the number of a statement and a variant of it, ten of each: 300."""
    draw = random.Random(21)
    for number, text in enumerate(STATEMENTS):
        yield from ((number, change(text, draw)) for change in CHANGES)


def lookalikes() -> Iterator[str]:
    """Yield statements with another number or another name, and others made of words of two statements."""
    for text in STATEMENTS:
        if re.search(r"\d", text):
            yield re.sub(r"\d+", lambda found: str(int(found[0]) + 7), text, count=1)
    yield STATEMENTS[6].replace("Akyaka", "Bodrum")
    yield STATEMENTS[15].replace("Mill Lane", "Church Road")
    for one, other in pairwise(STATEMENTS[:13]):
        yield " ".join([*_words(one)[: len(_words(one)) // 2], *_words(other)[len(_words(other)) // 2 :]])
