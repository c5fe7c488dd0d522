# Welsh. Needs a human translator's check before any area names it in doors.languages.

## chrome
skip-to-main-content = Neidio i'r prif gynnwys
exit-this-page = Gadael y dudalen hon
emergency = Argyfwng
leaving-this-page = Yn gadael y dudalen hon.
leaving-timed-out = Daeth yr amser gadael i ben.
shift-press-2-more-times-to-leave = Shift, gwasgwch 2 waith eto i adael.
shift-press-1-more-time-to-leave = Shift, gwasgwch unwaith eto i adael.
back = Yn ôl
language = Iaith
there-is-a-problem = Mae problem
error = Gwall
warning = Rhybudd
words-explained = Esbonio geiriau
privacy = Preifatrwydd
accessibility = Hygyrchedd
contact = Cysylltu
support-links = Dolenni cymorth
demonstration = Arddangosiad.
every-person-and-event-here-is-invented-do-not-enter-real-information = Mae pob person a digwyddiad yma wedi'i ddyfeisio. Peidiwch â rhoi gwybodaeth go iawn.

## start and before
get-support = Cael cymorth
if-anybody-is-in-danger-now-ring-999 = Os oes unrhyw un mewn perygl nawr, ffoniwch 999.
if-you-cannot-speak = Os na allwch siarad
from-a-mobile-ring-999-listen-and-press-55-when-you-are = O ffôn symudol, ffoniwch 999, gwrandewch, a gwasgwch 55 pan ofynnir i chi. Yna bydd y gweithredwr yn eich trosglwyddo. Nid yw'n dweud wrthynt ble rydych chi.
when-it-is-not-an-emergency-ring-101 = Os nad yw'n argyfwng, ffoniwch 101.
find-somebody-near-you-who-can-listen-advise-and-help-for-you = Dewch o hyd i rywun yn eich ardal a all wrando, cynghori a helpu: i chi, neu i rywun rydych yn poeni amdano.
find-help = Dod o hyd i help
tell-us-about-somebody-you-know-or-work-with = Dywedwch wrthym am rywun rydych yn ei adnabod neu'n gweithio gyda nhw
is-this-phone-or-computer-safe-to-use-q = A yw'r ffôn neu'r cyfrifiadur hwn yn ddiogel i'w ddefnyddio?
before-you-begin = Cyn i chi ddechrau
every-page-from-here-on-has-a-red-button-exit-this-page = Mae botwm coch, “Gadael y dudalen hon”, ar bob tudalen o hyn ymlaen. Mae'n agor tudalen ddiflas o wefan arall ar unwaith.
you-can-also-press-the-shift-key-three-times-on-a-phone = Gallwch hefyd wasgu'r fysell Shift dair gwaith. Ar ffôn, defnyddiwch y botwm.
what-it-does = Beth mae'n ei wneud
it-leaves-these-pages-and-forgets-what-you-wrote = Mae'n gadael y tudalennau hyn ac yn anghofio beth ysgrifennoch chi.
what-it-cannot-do = Beth na all ei wneud
it-cannot-take-these-pages-out-of-the-history-of-your-browser = Ni all dynnu'r tudalennau hyn o hanes eich porwr. Maent yno dan enwau diflas.
it-cannot-stop-somebody-who-watches-the-screen-or-a-program-that = Ni all atal rhywun sy'n gwylio'r sgrin, na rhaglen sy'n cofnodi beth a deipir.
it-cannot-hide-a-call-from-a-telephone-bill = Ni all guddio galwad o fil ffôn.
if-you-are-not-sure-read-about-this-device-first-or-use = Os nad ydych yn siŵr, darllenwch am y ddyfais hon yn gyntaf, neu defnyddiwch ffôn ffrind.
go-on = Ymlaen
ask-somebody-to-get-in-touch-with-you = Gofynnwch i rywun gysylltu â chi
the-back-button-then-leads-to-the-dull-page-again-not-to = Mae'r botwm Yn ôl wedyn yn arwain at y dudalen ddiflas eto, nid at yr hyn a ysgrifennoch neu a ganfuoch.

## this device
this-device = Y ddyfais hon
is-this-device-safe-to-use-q = A yw'r ddyfais hon yn ddiogel i'w defnyddio?
somebody-who-can-pick-up-your-phone-or-who-knows-your-passwords = Gall rhywun sy'n gallu codi eich ffôn, neu sy'n gwybod eich cyfrineiriau, weld beth rydych yn ei wneud arno.
safer-ways = Ffyrdd mwy diogel
a-phone-or-computer-that-they-have-never-held-a-friend-s = Ffôn neu gyfrifiadur nad ydynt erioed wedi'i gael yn eu dwylo: un ffrind, un yn y gwaith, mewn llyfrgell neu yn y feddygfa.
a-private-window-it-keeps-no-history-but-a-program-that-records = Ffenestr breifat. Nid yw'n cadw hanes, ond mae rhaglen sy'n recordio'r sgrin yn dal i'w gweld.
a-telephone-that-is-not-on-a-shared-bill-calls-to-numbers = Ffôn nad yw ar fil a rennir. Gall galwadau i rifau sy'n dechrau â 0800 neu 0808 fod yn y rhestr alwadau o hyd.
about-the-history = Am yr hanes
you-can-take-single-pages-out-of-the-history-of-your-browser = Gallwch dynnu tudalennau unigol o hanes eich porwr. Gellir sylwi ar glirio'r cyfan, ac mae hefyd yn dileu cyfrineiriau a gadwyd. Tynnwch dim ond yr hyn sy'n eich bradychu, neu gadewch ef.
shared-accounts = Cyfrifon a rennir
photos-messages-and-places-are-often-shared-between-devices-by-one-account = Mae lluniau, negeseuon a lleoliadau yn aml yn cael eu rhannu rhwng dyfeisiau gan un cyfrif. Gellir sylwi ar newid cyfrinair hefyd: gofynnwch i rywun sy'n eich helpu cyn gwneud.
find-somebody-who-helps = Dewch o hyd i rywun sy'n helpu
the-words-of-professionals-are-explained-in-english = Esbonnir geiriau gweithwyr proffesiynol yn Saesneg.

## privacy
what-is-kept-of-your-visit = Beth a gedwir o'ch ymweliad
nothing-on-these-pages-is-loaded-from-anybody-else-and-nobody-counts = Ni lwythir dim ar y tudalennau hyn gan neb arall, ac nid oes neb yn cyfrif ymweliadau.
a-service-that-you-ring-or-write-to-keeps-its-own-records = Mae gwasanaeth rydych yn ei ffonio neu'n ysgrifennu ato yn cadw ei gofnodion ei hun. Gofynnwch beth mae'n ei gadw a phwy all ei weld.
looking-for-help-leaves-nothing-with-us-no-name-no-address-and = Nid yw chwilio am help yn gadael dim gyda ni: dim enw, dim cyfeiriad, nac am beth y buoch yn chwilio.
one-cookie-says-that-these-pages-are-open-and-nothing-else-without = Mae un cwci yn dweud bod y tudalennau hyn ar agor, a dim arall. Hebddo mae'r botwm Yn ôl yn arwain i ffwrdd oddi yma. Tra byddwch yn llenwi ffurflen mae un arall, a chedwir yr hyn a ysgrifennoch i chi. Mae'r cyfan yn mynd pan bwyswch “Gadael y dudalen hon”, ac ohono'i hun ar ôl rhai dyddiau. Darllenir yr hyn a anfonwch gan y gwasanaeth a enwir cyn i chi ei anfon.

## access
using-these-pages = Defnyddio'r tudalennau hyn
these-pages-work-without-script-with-a-keyboard-alone-with-a-screen = Mae'r tudalennau hyn yn gweithio heb sgript, â bysellfwrdd yn unig, â darllenydd sgrin, ac ar bedair gwaith y maint.
boxes-do-not-offer-what-was-typed-in-them-before-although-other = Nid yw blychau'n cynnig yr hyn a deipiwyd ynddynt o'r blaen, er bod gwefannau eraill yn gwneud. Gallai rhywun arall ddefnyddio'r un ffôn, felly mae hyn yn fwriadol.
if-something-does-not-work-for-you-ring-a-service-from-the = Os nad yw rhywbeth yn gweithio i chi, ffoniwch wasanaeth o'r rhestr a dywedwch wrthynt, neu gofynnwch i rywun ffonio ar eich rhan.

## contact
whom-to-ring = Pwy i'w ffonio
no-line-is-listed-here-yet = Nid oes llinell wedi'i rhestru yma eto.

## own
you-can-ring-instead-service = Gallwch ffonio yn lle hynny: { $service }
not-open-yet = Heb agor eto
this-way-is-not-open-yet = Nid yw'r ffordd hon ar agor eto
nobody-reads-messages-here-yet = Nid oes neb yn darllen negeseuon yma eto.
skip-this = Hepgor hwn
check-your-answers = Gwiriwch eich atebion
many-of-these-come-from-your-network-just-now-wait-one-minute = Mae llawer o'r rhain yn dod o'ch rhwydwaith ar hyn o bryd. Arhoswch funud, yna gwasgwch y botwm eto. Nid oes dim a ysgrifennoch wedi'i golli.
service-reads-it-and-nobody-else = { $service } sy'n ei ddarllen, a neb arall.
send-it = Ei anfon
leave-and-forget-all-of-it = Gadael, ac anghofio'r cyfan
we-have-it = Mae gennym ni
your-code = Eich cod
service-tries-to-reach-you-only-in-the-way-that-you-said = Bydd { $service } yn ceisio cysylltu â chi, dim ond yn y ffordd a ddywedoch sy'n ddiogel.
they-try-by-due = Byddant yn ceisio erbyn { $due }.
nobody-rings-you-when-it-is-safe-ring-service-and-say-the = Ni fydd neb yn eich ffonio. Pan fydd yn ddiogel, ffoniwch { $service } a dywedwch y cod.
with-the-code-and-the-word-if-you-chose-one-you-can = Gyda'r cod, a'r gair os dewisoch un, gallwch ei dynnu'n ôl.
take-it-back-or-see-that-we-have-it = Ei dynnu'n ôl, neu weld ei fod gennym
write-the-code-down-only-where-it-is-safe-or-not-at = Ysgrifennwch y cod dim ond lle mae'n ddiogel, neu ddim o gwbl: gallwch ffonio hebddo.
nothing-is-written-yet = Nid oes dim wedi'i ysgrifennu eto
you-skipped-every-question-so-there-is-nothing-to-send-and-nothing = Rydych wedi neidio dros bob cwestiwn, felly nid oes dim i'w anfon ac ni chedwir dim.
say-how-we-can-reach-you = Dywedwch sut y gallwn gysylltu â chi
leave-these-pages = Gadael y tudalennau hyn
not-now = Nid nawr
it-can-wait-until-you-are-safe = Gall aros nes eich bod yn ddiogel
go-on-all-the-same = Mynd ymlaen serch hynny

## shared
who-takes-this = Pwy sy'n cymryd hwn
others-help-here = Mae eraill yn helpu yma
nothing-that-you-chose-was-kept = Ni chadwyd dim a ddewisoch.
open-now = Ar agor nawr
nothing-is-open = Nid oes dim ar agor
no-form-is-open = Nid oes ffurflen ar agor
it-was-sent-you-left-it-or-it-was-begun-too-long = Fe'i hanfonwyd, gadawsoch hi, neu dechreuwyd hi'n rhy bell yn ôl.
start-again = Dechrau eto
left-out = Wedi'i adael allan
change = Newid
the-answers-to-question = yr atebion i: { $question }
i-do-not-know = Nid wyf yn gwybod

## track
come-back = Dod yn ôl
what-became-of-it = Beth ddaeth ohono
look = Edrych
your-word-if-you-chose-one = Eich gair, os dewisoch un
taken-back = Wedi'i dynnu'n ôl
it-is-taken-back = Mae wedi'i dynnu'n ôl
nobody-gets-in-touch-about-it = Ni fydd neb yn cysylltu yn ei gylch.
you-can-come-again-at-any-time = Gallwch ddod eto unrhyw bryd.
it-came-in-on-when = Daeth i mewn ar { $when }.
take-it-back = Ei dynnu'n ôl
we-cannot-find-this-check-the-code-and-the-word-if-you = Ni allwn ddod o hyd i hwn. Gwiriwch y cod, a'r gair os dewisoch un.

## refer
tell-us-about-somebody = Dywedwch wrthym am rywun
for-doctors-teachers-housing-officers-neighbours-and-everybody-else-who-is-worried = Ar gyfer meddygon, athrawon, swyddogion tai, cymdogion a phawb arall sy'n poeni am rywun. Nid oes angen cyfrif.
it-takes-about-eight-minutes-what-you-do-not-know-you-can = Mae'n cymryd tua wyth munud. Gallwch adael allan yr hyn nad ydych yn ei wybod.
if-it-is-only-about-a-child-the-first-question-sends-you = Os yw'n ymwneud â phlentyn yn unig, mae'r cwestiwn cyntaf yn eich anfon at y rhai sy'n gofalu am blant.
tell-the-person-that-you-are-doing-this-if-that-is-safe = Dywedwch wrth y person eich bod yn gwneud hyn os yw'n ddiogel. Os nad yw, gallwch fynd ymlaen o hyd.
you-need-no-form-filled-in-and-no-score-your-worry-is = Nid oes angen ffurflen wedi'i llenwi na sgôr arnoch. Mae eich pryder yn ddigon.
begin = Dechrau
see-what-became-of-something-you-sent = Gweld beth ddaeth o rywbeth a anfonoch
this-way-is-not-open-here = Nid yw'r ffordd hon ar agor yma.
ring-instead = Ffoniwch yn lle hynny
where-it-goes = I ble mae'n mynd
a-file-to-send-with-it = Ffeil i'w hanfon gydag ef
a-pdf-a-word-document-a-jpeg-or-a-png-of-at = PDF, dogfen Word, JPEG neu PNG o 5 MB ar y mwyaf. Gellir ei adael allan.
the-file-is-larger-than-5-mb-or-did-not-arrive-whole = Mae'r ffeil yn fwy na 5 MB neu ni chyrhaeddodd yn gyfan. Anfonwch un llai, neu gadewch hi allan.
the-file-is-larger-than-5-mb-send-a-smaller-one-or = Mae'r ffeil yn fwy na 5 MB. Anfonwch un llai, neu gadewch hi allan.
send-a-pdf-a-word-document-docx-a-jpeg-or-a-png = Anfonwch PDF, dogfen Word (.docx), JPEG neu PNG, neu gadewch hi allan.
nobody-answers-here-yet-ring-instead-the-numbers-are-under-contact = Nid oes neb yn ateb yma eto. Ffoniwch yn lle hynny: mae'r rhifau o dan “Cysylltu”.
it-has-come-in = Mae wedi dod i mewn
thank-you = Diolch
your-code-is = Eich cod yw
write-the-code-down-with-it-you-can-see-what-became-of = Ysgrifennwch y cod. Ag ef gallwch weld beth ddaeth o hyn, a ffonio yn ei gylch.
what-happens-now = Beth sy'n digwydd nawr
agency-has-it = Mae gan { $agency } ef.
the-first-contact-is-due-due = Disgwylir y cyswllt cyntaf erbyn { $due }.
what-you-still-do = Beth rydych chi'n dal i'w wneud
if-something-new-happens-send-it-or-ring-in-danger-ring-999 = Os bydd rhywbeth newydd yn digwydd, anfonwch ef neu ffoniwch. Mewn perygl, ffoniwch 999.
do-what-your-own-workplace-asks-when-somebody-may-be-at-risk = Gwnewch yr hyn y mae eich gweithle'n ei ofyn pan allai rhywun fod mewn perygl.
take-care-where-you-write-this-down-the-person-s-family-may = Cymerwch ofal ble rydych yn ysgrifennu hyn: gall teulu'r person ddarllen cofnodion a rennir neu sydd ar-lein.
see-what-became-of-it = Gweld beth ddaeth ohono
as-far-as-those-who-have-it-may-tell = Cyn belled ag y gall y rhai sydd ag ef ddweud.
your-work-e-mail = Eich e-bost gwaith
codes-that-prove-an-address-go-to-work-addresses-of-public-services = Dim ond i gyfeiriadau gwaith gwasanaethau cyhoeddus y mae codau sy'n profi cyfeiriad yn mynd, ac un arall yw'ch un chi. Gallwch anfon serch hynny.
a-code-sent-to-it-shows-that-the-address-is-yours-so = Mae cod a anfonir ato yn dangos mai chi biau'r cyfeiriad, fel nad oes rhaid i neb ffonio i wirio. Gallwch anfon hebddo.
send-me-a-code = Anfonwch god ataf
the-code-was-right-the-address-is-yours = Roedd y cod yn gywir: chi biau'r cyfeiriad.
type-the-code-from-the-e-mail = Teipiwch y cod o'r e-bost
it-has-eight-digits-and-works-for-ten-minutes-it-can-take = Mae ganddo wyth digid ac mae'n gweithio am ddeg munud. Gall gymryd munud i gyrraedd.
the-code = Y cod
send-me-another-code = Anfonwch god arall ataf
go-on-without-a-code = Ewch ymlaen heb god
the-file-is-empty-choose-another-one-or-leave-it-out = Mae'r ffeil yn wag. Dewiswch un arall, neu gadewch hi allan.

## find
find-help-near-you = Dod o hyd i help yn eich ardal
what-would-help = Beth fyddai'n helpu
anything = Unrhyw beth
for = Ar gyfer
anybody = Unrhyw un
where = Ble
anywhere-here = Unrhyw le yma
show-who-can-help = Dangos pwy all helpu
n-1-service-fits = Mae 1 gwasanaeth yn addas
number-services-fit = Mae { $number } o wasanaethau'n addas
take-one-thing-out-open-now-first = Tynnwch un peth allan, “Ar agor nawr” yn gyntaf.
whom-to-ring-at-any-hour = Pwy i'w ffonio ar unrhyw awr
closed-for-a-while = Ar gau am ychydig
opening-times-not-known = Oriau agor ddim yn hysbys
open-now-until-when = Ar agor nawr, tan { $when }
closed-now = Ar gau nawr
closed-now-opens-when = Ar gau nawr, yn agor { $when }
a-service = Gwasanaeth
nobody-here-has-checked-these-details-yet-if-a-number-does-not = Nid oes neb yma wedi gwirio'r manylion hyn eto. Os nad yw rhif yn ateb, rhowch gynnig ar wasanaeth arall.
checked-on-day = Gwiriwyd ar { $day }
a-call-can-stand-in-the-list-of-calls-of-your-phone = Gall galwad fod yn rhestr alwadau eich ffôn.
telephone = Ffôn
open = Ar agor
e-mail = E-bost
web-page = Tudalen we
ages = Oedrannau
genders = Rhyweddau
everybody = Pawb
cost = Cost
languages-besides-english = Ieithoedd heblaw Saesneg
access = Mynediad
run-by = Yn cael ei redeg gan
the-address-is-secret-ring-to-find-out-more = Mae'r cyfeiriad yn gyfrinachol. Ffoniwch i gael gwybod mwy.
the-whole-country = Y wlad gyfan
what-services-say-of-themselves-is-in-english-you-can-ask-for = Mae'r hyn y mae gwasanaethau'n ei ddweud amdanynt eu hunain yn Saesneg. Gallwch ofyn am gyfieithydd nad yw'n un o'ch teulu.

## labels: needs, whom, cost, genders
abuse-by-a-partner-or-relative = Camdriniaeth gan bartner neu berthynas
a-safe-place-to-live = Lle diogel i fyw
being-safer-at-home = Bod yn fwy diogel gartref
sexual-violence = Trais rhywiol
stalking = Stelcio
abuse-in-the-name-of-honour = Camdriniaeth yn enw anrhydedd
forced-marriage = Priodas dan orfod
talking-therapy = Therapi siarad
courts-and-legal-help = Llysoedd a chymorth cyfreithiol
money-food-or-travel = Arian, bwyd neu deithio
a-child-s-safety = Diogelwch plentyn
a-partner-s-past = Gorffennol partner
changing-one-s-own-behaviour = Newid eich ymddygiad eich hun
people-who-are-harmed = Pobl sy'n cael eu niweidio
children-and-young-people = Plant a phobl ifanc
people-who-cause-harm = Pobl sy'n achosi niwed
family-and-friends = Teulu a ffrindiau
professionals = Gweithwyr proffesiynol
women = Menywod
men = Dynion
free = Am ddim
there-is-a-charge = Codir tâl
cost-not-known = Cost ddim yn hysbys

## labels: progress and ends
it-has-come-in-and-waits-for-somebody-to-take-it = Mae wedi dod i mewn ac yn aros i rywun ei gymryd.
somebody-has-taken-it-and-is-trying-to-make-contact = Mae rhywun wedi ei gymryd ac yn ceisio cysylltu.
somebody-is-in-touch-about-it = Mae rhywun mewn cysylltiad yn ei gylch.
it-has-been-dealt-with = Mae wedi cael sylw.

## labels: ends
a-service-is-working-with-the-person = Mae gwasanaeth yn gweithio gyda'r person.
it-was-passed-on-to-the-agencies-that-decide-together = Fe'i trosglwyddwyd i'r asiantaethau sy'n penderfynu gyda'i gilydd.
the-person-was-told-of-help-that-fits = Dywedwyd wrth y person am help addas.
we-tried-and-have-not-reached-the-person-tell-us-if-you = Ceisiwyd ac ni chafwyd gafael ar y person. Dywedwch wrthym os gwyddoch am ffordd fwy diogel.
the-person-does-not-want-help-now-the-door-stays-open = Nid yw'r person eisiau help nawr. Mae'r drws yn aros ar agor.
it-was-dealt-with = Cafodd sylw.

## labels: dangers and needs to think of
pregnancy = Beichiogrwydd
leaving-or-separation = Gadael neu wahanu
disability = Anabledd
long-term-illness = Salwch hirdymor
care-and-support-needs = Anghenion gofal a chymorth
carer = Gofalwr
older-person-who-depends-on-care = Person hŷn sy'n dibynnu ar ofal
interpreter-needed = Angen cyfieithydd
no-recourse-to-public-funds = Dim hawl i arian cyhoeddus
minority-community = Cymuned leiafrifol
rural-isolation = Ynysigrwydd gwledig
mental-health = Iechyd meddwl
so-called-honour-based-abuse = Camdriniaeth ar sail anrhydedd, fel y'i gelwir
female-genital-mutilation = Anffurfio organau cenhedlu benywod
stalking-or-harassment = Stelcio neu aflonyddu

## labels: whom, ages, connections
an-adult-or-somebody-of-16-or-17 = Oedolyn, neu rywun 16 neu 17 oed
only-a-child-or-children-under-16 = Dim ond plentyn neu blant o dan 16
somebody-who-wants-to-change-their-own-behaviour = Rhywun sydd am newid ei ymddygiad ei hun
under-16 = O dan 16
n-16-or-17 = 16 neu 17
n-18-or-over = 18 neu hŷn
they-are-partners-married-or-engaged = Maent yn bartneriaid, yn briod neu wedi dyweddïo
they-were-partners-married-or-engaged = Roeddent yn bartneriaid, yn briod neu wedi dyweddïo
they-are-relatives-also-by-marriage = Maent yn berthnasau, hefyd drwy briodas
they-are-or-were-both-parents-or-guardians-of-the-same-child = Maent neu roeddent ill dau yn rhieni neu'n warcheidwaid i'r un plentyn
none-of-these = Dim un o'r rhain
yes-they-agree-to-this-referral = Ydyn, maent yn cytuno i'r atgyfeiriad hwn
no-and-i-believe-that-i-should-share-it-anyway = Nac ydyn, a chredaf y dylwn ei rannu beth bynnag
it-is-not-safe-to-ask-or-i-could-not-ask = Nid yw'n ddiogel gofyn, neu ni allwn ofyn
they-are-afraid-of-being-badly-hurt-or-killed = Maent yn ofni cael eu brifo'n ddrwg neu eu lladd
it-is-happening-more-often-or-getting-worse = Mae'n digwydd yn amlach, neu'n gwaethygu
they-have-left-or-are-about-to-leave = Maent wedi gadael, neu ar fin gadael
they-have-been-choked-or-held-by-the-throat = Maent wedi cael eu tagu neu eu dal gerfydd y gwddf
a-weapon-was-used-or-threatened = Defnyddiwyd neu bygythiwyd arf
they-are-followed-watched-or-contacted-all-the-time = Maent yn cael eu dilyn, eu gwylio neu gysylltir â hwy drwy'r amser
they-are-pregnant-or-had-a-baby-in-the-last-18-months = Maent yn feichiog, neu cawsant faban yn y 18 mis diwethaf
threats-to-kill-were-made-to-anybody = Gwnaed bygythiadau i ladd, i unrhyw un
they-are-made-to-do-sexual-things = Maent yn cael eu gorfodi i wneud pethau rhywiol
they-are-kept-from-friends-family-a-doctor-or-money = Maent yn cael eu cadw oddi wrth ffrindiau, teulu, meddyg neu arian
you-contact-me = Chi sy'n cysylltu â fi
i-contact-you = Fi sy'n cysylltu â chi
yes = Ie
no = Na
it-is-safe-to-use = Mae'n ddiogel i'w ddefnyddio
never-use-it = Peidiwch byth â'i ddefnyddio
within-the-last-few-weeks = Yn yr wythnosau diwethaf
longer-ago-but-since-october-2021 = Yn bellach yn ôl, ond ers Hydref 2021
before-october-2021 = Cyn Hydref 2021
i-can-go-on = Gallaf fynd ymlaen
i-am-not-sure = Nid wyf yn siŵr

## questions: refer
question-1 = Cwestiwn 1
question-2 = Cwestiwn 2
question-3 = Cwestiwn 3
question-4 = Cwestiwn 4
question-5 = Cwestiwn 5
question-6 = Cwestiwn 6
question-7 = Cwestiwn 7
question-8 = Cwestiwn 8
question-9 = Cwestiwn 9
whom-are-you-worried-about-q = Am bwy rydych chi'n poeni?
it-is-about = Mae'n ymwneud â
choose-whom-it-is-about-if-you-are-not-sure-choose-that = Dewiswch am bwy y mae. Os nad ydych yn siŵr, dewiswch nad ydych yn gwybod.
the-two-people = Y ddau berson
living-together-is-not-needed = Nid oes angen byw gyda'i gilydd.
the-person-who-is-harmed-is = Mae'r person sy'n cael ei niweidio
the-person-who-causes-harm-is = Mae'r person sy'n achosi niwed
how-are-they-connected-q = Sut maent yn gysylltiedig?
where-does-the-person-live-q = Ble mae'r person yn byw?
what-is-happening-q = Beth sy'n digwydd?
your-worry-is-enough-you-need-no-form-filled-in-and-no = Mae eich pryder yn ddigon. Nid oes angen ffurflen wedi'i llenwi na sgôr arnoch.
why-you-are-worried = Pam rydych yn poeni
what-you-saw-or-were-told-in-a-few-sentences = Yr hyn a welsoch neu a ddywedwyd wrthych, mewn ychydig frawddegau.
say-in-a-few-words-why-you-are-worried = Dywedwch mewn ychydig eiriau pam rydych yn poeni.
when-did-it-last-happen-q = Pryd y digwyddodd ddiwethaf?
the-person-who-is-harmed = Y person sy'n cael ei niweidio
one-way-to-tell-who-it-is-will-do = Bydd un ffordd o ddweud pwy ydyw yn ddigon.
name = Enw
date-of-birth-year-or-age = Dyddiad geni, blwyddyn neu oedran
for-example-4-5-1991-or-1991-or-34 = Er enghraifft 4 5 1991, neu 1991, neu 34.
anything-else-that-tells-who-it-is = Unrhyw beth arall sy'n dweud pwy ydyw
an-address-a-surgery-a-school-a-tenancy = Cyfeiriad, meddygfa, ysgol, tenantiaeth.
others = Eraill
name-of-the-person-who-causes-harm = Enw'r person sy'n achosi niwed
if-you-do-not-know-leave-this-empty = Os nad ydych yn gwybod, gadewch hwn yn wag.
their-date-of-birth-year-or-age = Ei ddyddiad geni, blwyddyn neu oedran
children-names-and-ages = Plant: enwau ac oedrannau
do-children-see-it-hear-it-or-feel-its-effects-q = A yw plant yn ei weld, yn ei glywed neu'n teimlo ei effeithiau?
does-the-person-agree-q = A yw'r person yn cytuno?
it-is-best-to-talk-with-them-and-to-tell-them-where = Mae'n well siarad â nhw a dweud wrthynt. Lle mae'r perygl yn fawr, ni ddylai ateb coll eich atal.
does-the-person-agree-to-this-referral-q = A yw'r person yn cytuno i'r atgyfeiriad hwn?
choose-the-answer-that-is-true = Dewiswch yr ateb sy'n wir.
if-they-do-not-agree-or-were-not-asked-why-share-it-q = Os nad ydynt yn cytuno neu na ofynnwyd iddynt: pam ei rannu beth bynnag?
how-to-reach-the-person-safely = Sut i gysylltu â'r person yn ddiogel
nobody-uses-a-number-that-is-not-said-to-be-safe = Nid oes neb yn defnyddio rhif na ddywedwyd ei fod yn ddiogel.
this-number = Y rhif hwn
this-address = Y cyfeiriad hwn
when-is-it-safe-q = Pryd mae'n ddiogel?
what-must-never-be-done-and-who-must-not-know-q = Beth na ddylid byth ei wneud, a phwy na ddylai wybod?
may-a-message-be-left-q = A ellir gadael neges?
signs-of-danger = Arwyddion o berygl
all-of-this-can-be-skipped-a-score-is-a-guide-worry = Gellir hepgor hyn i gyd. Canllaw yw sgôr; mae pryder yn unig yn ddigon.
do-you-or-the-person-fear-serious-harm-q = A ydych chi neu'r person yn ofni niwed difrifol?
what-do-you-know-of-q = Beth rydych yn gwybod amdano?
what-else-should-be-thought-of-q = Beth arall y dylid meddwl amdano?
about-you = Amdanoch chi
so-that-somebody-can-ask-you-and-tell-you-what-became-of = Fel y gall rhywun ofyn i chi, a dweud wrthych beth ddaeth ohono.
your-name = Eich enw
what-you-do = Beth rydych yn ei wneud
for-example-gp-teacher-neighbour = Er enghraifft meddyg teulu, athro, cymydog.
where-you-work = Ble rydych yn gweithio
work-e-mail = E-bost gwaith

## questions: own
are-you-safe-to-do-this-now-q = A ydych yn ddiogel i wneud hyn nawr?
if-somebody-could-come-in-you-can-ring-later-instead-nothing-is = Os gallai rhywun ddod i mewn, gallwch ffonio yn nes ymlaen. Ni chedwir dim nes i chi fynd ymlaen.
right-now = Ar hyn o bryd
what-would-help-q = Beth fyddai'n helpu?
choose-any = Dewiswch unrhyw rai
where-do-you-live-q = Ble rydych chi'n byw?
what-may-we-call-you-q = Beth gawn ni eich galw?
any-name-will-do-it-need-not-be-yours = Bydd unrhyw enw yn gwneud. Nid oes rhaid iddo fod yn enw i chi.
who-gets-in-touch-first-q = Pwy sy'n cysylltu yn gyntaf?
you-can-ring-us-and-quote-a-code-or-we-ring-you = Gallwch ein ffonio a dyfynnu cod, neu byddwn ni'n eich ffonio chi.
choose-one = Dewiswch un
if-we-ring-which-number-is-safe-q = Os byddwn yn ffonio: pa rif sy'n ddiogel?
what-must-we-not-do-q = Beth na ddylem ei wneud?
never-do-this = Peidiwch byth â gwneud hyn
if-somebody-else-answers-say = Os bydd rhywun arall yn ateb, dywedwch
may-we-leave-a-message-q = A gawn ni adael neges?
anything-else-q = Unrhyw beth arall?
whatever-you-want-to-say = Beth bynnag yr hoffech ei ddweud
a-word-that-only-you-would-know = Gair y byddech chi yn unig yn ei wybod
with-this-word-and-a-code-you-can-see-that-we-have = Gyda'r gair hwn a chod gallwch weld ei fod gennym, neu ei dynnu'n ôl. Ni chedwir ef fel y'i hysgrifennwch.

## problems
give-a-name-or-anything-else-that-tells-who-it-is = Rhowch enw, neu unrhyw beth arall sy'n dweud pwy ydyw.
say-why-it-should-be-shared-although-the-person-has-not-agreed = Dywedwch pam y dylid ei rannu er nad yw'r person wedi cytuno.
give-a-number-that-is-safe-to-ring-or-choose-that-you = Rhowch rif sy'n ddiogel i'w ffonio, neu dewiswch mai chi sy'n cysylltu â ni.
no-more-codes-can-go-out-just-now-try-again-in-an = Ni all rhagor o godau fynd allan ar hyn o bryd. Rhowch gynnig arall arni ymhen awr, neu ewch ymlaen heb un.
the-code-is-not-right-or-it-no-longer-works-check-it = Nid yw'r cod yn gywir, neu nid yw'n gweithio mwyach. Gwiriwch ef, neu gofynnwch am un arall.
enter-a-telephone-number-for-example-07700-900123 = Rhowch rif ffôn, er enghraifft 07700 900123.
enter-an-e-mail-address-for-example-name-example-org = Rhowch gyfeiriad e-bost, er enghraifft name@example.org.
enter-a-date-such-as-27-3-1990-a-year-or-an = Rhowch ddyddiad megis 27 3 1990, blwyddyn, neu oedran. Gadewch ef allan os nad ydych yn gwybod.
write-less-here-at-most-8-000-letters-fit = Ysgrifennwch lai yma: mae lle i 8,000 o lythrennau ar y mwyaf.
write-less-here-at-most-300-letters-fit = Ysgrifennwch lai yma: mae lle i 300 o lythrennau ar y mwyaf.

## why it goes where it goes
this-is-a-worry-about-a-child-alone-so-the-children-s = Pryder am blentyn yn unig yw hwn, felly drws blaen y plant sy'n ei gymryd.
services-for-people-who-want-to-change-their-own-behaviour-help-here = Mae gwasanaethau i bobl sydd am newid eu hymddygiad eu hunain yn helpu yma. Ni throsglwyddir dim.
both-are-16-or-over-and-personally-connected-so-it-falls-under = Mae'r ddau yn 16 neu'n hŷn ac yn gysylltiedig yn bersonol, felly daw o dan Ddeddf 2021. Nid oes angen byw gyda'i gilydd.
it-happened-before-the-act-of-2021-and-is-read-by-the = Digwyddodd cyn Deddf 2021 ac fe'i darllenir yn ôl diffiniad 2013: partneriaid neu berthnasau, y ddau yn 16 neu'n hŷn.
by-the-area-s-older-strategy-only-partners-and-former-partners-counted = Yn ôl strategaeth hŷn yr ardal, dim ond partneriaid a chyn-bartneriaid oedd yn cyfrif ar y diwrnod hwnnw.
the-two-are-not-connected-as-the-definition-asks-other-services-help = Nid yw'r ddau yn gysylltiedig fel y mae'r diffiniad yn gofyn. Mae gwasanaethau eraill yn helpu gyda hyn, ac mae'r ddesg yn dal i'w ddarllen.
one-of-the-two-is-under-16-so-it-is-treated-as = Mae un o'r ddau o dan 16, felly caiff ei drin fel pryder am ddiogelwch plentyn.
one-of-the-two-is-16-or-17-it-takes-the-domestic = Mae un o'r ddau yn 16 neu'n 17: mae'n dilyn llwybr cam-drin domestig a llwybr y plentyn, y ddau.
not-enough-is-known-to-say-whether-it-falls-under-the-definition = Nid oes digon yn hysbys i ddweud a yw'n dod o dan y diffiniad. Nid yw hynny'n rheswm i aros.
a-child-who-sees-it-hears-it-or-feels-its-effects-is = Mae plentyn sy'n ei weld, yn ei glywed neu'n teimlo ei effeithiau yn cael ei niweidio hefyd, felly mae'r hyb yn edrych arno hefyd.
somebody-fears-serious-harm-so-it-goes-where-the-area-looks-at = Mae rhywun yn ofni niwed difrifol, felly mae'n mynd lle mae'r ardal yn edrych ar y perygl uchaf.
an-adult-may-need-care-and-support-so-the-hub-looks-at = Efallai y bydd angen gofal a chymorth ar oedolyn, felly mae'r hyb yn edrych arno hefyd.
the-support-service-that-answers-for-this-place-takes-it = Y gwasanaeth cymorth sy'n gyfrifol am y lle hwn sy'n ei gymryd.
without-agreement-it-goes-to-the-hub-for-safeguarding-the-support-service = Heb gytundeb mae'n mynd i'r hyb, er mwyn diogelu. Nid yw'r gwasanaeth cymorth yn cysylltu nes bod y person yn cytuno neu weithiwr yn penderfynu'n ysgrifenedig.
anybody-may-ask-the-police-whether-a-partner-has-a-history-of = Gall unrhyw un ofyn i'r heddlu a oes gan bartner hanes o gam-drin.
having-no-recourse-to-public-funds-is-no-reason-to-be-turned = Nid yw bod heb hawl i arian cyhoeddus yn rheswm dros gael eich troi i ffwrdd.
help-is-for-anybody-whatever-their-gender-or-whom-they-love = Mae help ar gael i unrhyw un, beth bynnag fo'u rhywedd neu bwy maent yn ei garu.

## waiting where many reports come from one place
or-wait-some-seconds-your-browser-is-doing-a-sum-that-takes = Neu arhoswch rai eiliadau: mae eich porwr yn gwneud sym sy'n cymryd lle'r funud.
you-can-press-the-button-now = Gallwch wasgu'r botwm nawr.

## when something is not there or goes wrong
page-not-found = Heb ddod o hyd i'r dudalen
check-the-address-or-start-again = Gwiriwch y cyfeiriad, neu dechreuwch eto.
something-went-wrong-on-our-side = Aeth rhywbeth o'i le ar ein hochr ni
try-again-in-a-few-minutes-in-an-emergency-ring-999 = Rhowch gynnig arall arni ymhen ychydig funudau. Mewn argyfwng ffoniwch 999.
please-wait-a-little = Arhoswch ychydig
too-many-people-are-writing-at-once-try-again-in-a-few = Mae gormod o bobl yn ysgrifennu ar unwaith. Rhowch gynnig arall arni ymhen ychydig funudau. Mewn argyfwng ffoniwch 999.
this-could-not-be-done = Ni ellid gwneud hyn
go-back-and-try-again = Ewch yn ôl a rhowch gynnig arall arni.
