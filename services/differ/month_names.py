"""The names of the months in the languages of the European Union, Norwegian, Russian, Turkish and Ukrainian.

Source: Unicode CLDR (wide and abbreviated, format and stand-alone), lower case, without the final dot; names that two
languages give to two months are left out. Added are Austria's names, German abbreviations of forms and tables, and
French names without their accents.
"""

_NAMES = """
ean eanáir jänner jän ene enero gen gener gennaio ian ianuarie jaan jaanuar jan janeiro januar januari january január
januára janv janvier janvāris led leden ledna oca ocak saus sausio sausis sty styczeń stycznia tammi
tammikuu tammikuuta ιαν ιανουάριος ιανουαρίου січ січень січня янв январь января яну януари

feabh feabhra feber fevrier fevr fév
feb febbraio febr febrer febrero februar februari februarie february február februára
februāris fev fevereiro févr février helmi helmikuu helmikuuta lut lutego luty vas vasario vasaris veebr
veebruar úno únor února şub şubat φεβ φεβρουάριος φεβρουαρίου лют лютий лютого фев февр февраль февраля
февруари

bře březen března kov kovas kovo maalis maaliskuu maaliskuuta maart maerz mar marca march mrz marec mars mart
martie marts marzec marzo març março mrt márc március márta mär märts märz μάρ μάρτιος μαρ μαρτίου бер
березень березня мар март марта

abr abril aib aibreán apr april aprile aprilie aprill apríl apríla aprīlis avr avril bal balandis balandžio
dub duben dubna huhti huhtikuu huhtikuuta kwi kwiecień kwietnia nis nisan ápr április απρ απρίλιος απριλίου
апр апрель апреля април квіт квітень квітня

beal bealtaine geg gegužė gegužės kvě květen května mag maggio mai maig maijs maio maj maja may mayo mayıs
mei máj mája május touko toukokuu toukokuuta μάι μάιος μαΐ μαΐου май мая трав травень травня

birž birželio birželis cze czerwca czerwiec giu giugno haz haziran iun iunie juin jun june junho juni junij
junio juny juuni jún júna június jūn jūnijs kesä kesäkuu kesäkuuta meith meitheamh červen června čvn ιουν
ιουνίου ιούν ιούνιος июн июнь июня черв червень червня юни

heinä heinäkuu heinäkuuta iul iulie iúil juil juill juillet jul julho juli julij julio juliol july juuli júl júla
július jūl jūlijs liep liepa liepos lip lipca lipiec lug luglio tem temmuz července červenec čvc ιουλ
ιουλίου ιούλ ιούλιος июл июль июля лип липень липня юли

ago agost agosto août aout aug august augusta augusti augusts augustus augusztus avg avgust ağu ağustos elo
elokuu elokuuta lún lúnasa rugp rugpjūtis rugpjūčio sie sierpień sierpnia srp srpen srpna αυγ αυγούστου αύγ
αύγουστος авг август августа серп серпень серпня

eyl eylül mfómh rugs rugsėjis rugsėjo sep sept september septembra septembre septembrie septembris
septiembre set setembre setembro settembre syys syyskuu syyskuuta szept szeptember wrz wrzesień września zář
září σεπ σεπτέμβριος σεπτεμβρίου вер вересень вересня сент сентябрь сентября сеп септември

dfómh eki ekim loka lokakuu lokakuuta oct october octobre octombrie octubre okt oktober oktobris oktoober
október októbra ott ottobre out outubro paź październik października spal spalio spalis říj říjen října οκτ
οκτωβρίου οκτώβριος жовт жовтень жовтня окт октомври октябрь октября

kas kasım lapkr lapkritis lapkričio lis listopad listopada listopadu marras marraskuu marraskuuta noiembrie
nov november novembra novembre novembris novembro noviembre samh samhain νοέ νοέμβριος νοε νοεμβρίου лист
листопад листопада ное ноември нояб ноябрь ноября

ara aralık dec decembre december decembra decembrie decembris des desember desembre dets detsember dez dezember
dezembro dic dicembre diciembre déc décembre gru grudnia grudzień gruod gruodis gruodžio joulu joulukuu
joulukuuta noll nollaig pro prosince prosinec δεκ δεκέμβριος δεκεμβρίου груд грудень грудня дек декабрь
декабря декември
"""

MONTH_NUMBERS: dict[str, int] = {
    name: number for number, names in enumerate(_NAMES.split("\n\n"), start=1) for name in names.split()
}
"""Month number (1 to 12) by lower-case name or abbreviation."""

AFTER_AN_ORDINAL = "Januar|Jänner|Februar|Feber|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
"""A pattern of the German names: `1. Januar` is neither the end of a sentence nor a numbered one."""
