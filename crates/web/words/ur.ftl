# Urdu, written from right to left. Needs a human translator's check before any area names it in doors.languages.

## chrome
skip-to-main-content = اصل مواد پر جائیں
exit-this-page = اس صفحے سے نکلیں
emergency = ہنگامی
leaving-this-page = یہ صفحہ چھوڑا جا رہا ہے۔
leaving-timed-out = نکلنے کا وقت ختم ہو گیا۔
shift-press-2-more-times-to-leave = شفٹ، نکلنے کے لیے 2 بار اور دبائیں۔
shift-press-1-more-time-to-leave = شفٹ، نکلنے کے لیے 1 بار اور دبائیں۔
back = واپس
language = زبان
there-is-a-problem = ایک مسئلہ ہے
error = غلطی
warning = انتباہ
words-explained = الفاظ کی وضاحت
privacy = رازداری
accessibility = رسائی
contact = رابطہ
support-links = مدد کے لنک
demonstration = نمونہ۔
every-person-and-event-here-is-invented-do-not-enter-real-information = یہاں ہر شخص اور واقعہ فرضی ہے۔ اصل معلومات درج نہ کریں۔

## start and before
get-support = مدد حاصل کریں
if-anybody-is-in-danger-now-ring-999 = اگر کوئی ابھی خطرے میں ہے تو 999 پر فون کریں۔
if-you-cannot-speak = اگر آپ بول نہیں سکتے
from-a-mobile-ring-999-listen-and-press-55-when-you-are = موبائل سے 999 پر فون کریں، سنیں، اور جب کہا جائے تو 55 دبائیں۔ پھر آپریٹر آپ کی کال آگے ملا دیتا ہے۔ اس سے انہیں یہ معلوم نہیں ہوتا کہ آپ کہاں ہیں۔
when-it-is-not-an-emergency-ring-101 = اگر ہنگامی حالت نہ ہو تو 101 پر فون کریں۔
find-somebody-near-you-who-can-listen-advise-and-help-for-you = اپنے قریب کسی ایسے شخص کو تلاش کریں جو سنے، مشورہ دے اور مدد کرے: آپ کے لیے، یا کسی ایسے شخص کے لیے جس کی آپ کو فکر ہے۔
find-help = مدد تلاش کریں
tell-us-about-somebody-you-know-or-work-with = ہمیں کسی ایسے شخص کے بارے میں بتائیں جسے آپ جانتے ہیں یا جس کے ساتھ کام کرتے ہیں
is-this-phone-or-computer-safe-to-use-q = کیا یہ فون یا کمپیوٹر استعمال کے لیے محفوظ ہے؟
before-you-begin = شروع کرنے سے پہلے
every-page-from-here-on-has-a-red-button-exit-this-page = یہاں سے ہر صفحے پر ایک سرخ بٹن “اس صفحے سے نکلیں” ہے۔ یہ فوراً کسی دوسری سائٹ کا ایک عام صفحہ کھولتا ہے۔
you-can-also-press-the-shift-key-three-times-on-a-phone = آپ Shift کا بٹن تین بار بھی دبا سکتے ہیں۔ فون پر سرخ بٹن استعمال کریں۔
what-it-does = یہ کیا کرتا ہے
it-leaves-these-pages-and-forgets-what-you-wrote = یہ ان صفحات کو چھوڑ دیتا ہے اور جو آپ نے لکھا اسے بھول جاتا ہے۔
what-it-cannot-do = یہ کیا نہیں کر سکتا
it-cannot-take-these-pages-out-of-the-history-of-your-browser = یہ ان صفحات کو آپ کے براؤزر کی تاریخ سے نہیں نکال سکتا۔ وہ وہاں عام ناموں سے موجود رہتے ہیں۔
it-cannot-stop-somebody-who-watches-the-screen-or-a-program-that = یہ اسکرین دیکھنے والے شخص یا لکھا ہوا ریکارڈ کرنے والے پروگرام کو نہیں روک سکتا۔
it-cannot-hide-a-call-from-a-telephone-bill = یہ فون کے بل سے کال نہیں چھپا سکتا۔
if-you-are-not-sure-read-about-this-device-first-or-use = اگر آپ کو یقین نہیں تو پہلے اس آلے کے بارے میں پڑھیں، یا کسی دوست کا فون استعمال کریں۔
go-on = آگے بڑھیں
ask-somebody-to-get-in-touch-with-you = کسی سے کہیں کہ آپ سے رابطہ کرے
the-back-button-then-leads-to-the-dull-page-again-not-to = اس کے بعد واپسی کا بٹن پھر اسی سادہ صفحے پر لے جاتا ہے، نہ کہ اس پر جو آپ نے لکھا یا پایا۔

## this device
this-device = یہ آلہ
is-this-device-safe-to-use-q = کیا یہ آلہ استعمال کے لیے محفوظ ہے؟
somebody-who-can-pick-up-your-phone-or-who-knows-your-passwords = جو شخص آپ کا فون اٹھا سکتا ہے یا آپ کے پاس ورڈ جانتا ہے، وہ دیکھ سکتا ہے کہ آپ اس پر کیا کرتے ہیں۔
safer-ways = زیادہ محفوظ طریقے
a-phone-or-computer-that-they-have-never-held-a-friend-s = ایسا فون یا کمپیوٹر جو کبھی ان کے ہاتھ میں نہ رہا ہو: کسی دوست کا، کام کی جگہ، لائبریری یا ڈاکٹر کے ہاں۔
a-private-window-it-keeps-no-history-but-a-program-that-records = نجی ونڈو۔ یہ تاریخ محفوظ نہیں رکھتی، لیکن اسکرین ریکارڈ کرنے والا پروگرام پھر بھی اسے دیکھتا ہے۔
a-telephone-that-is-not-on-a-shared-bill-calls-to-numbers = ایسا فون جس کا بل مشترک نہ ہو۔ 0800 یا 0808 سے شروع ہونے والے نمبروں کی کالیں پھر بھی کالوں کی فہرست میں رہ سکتی ہیں۔
about-the-history = تاریخ کے بارے میں
you-can-take-single-pages-out-of-the-history-of-your-browser = آپ اپنے براؤزر کی تاریخ سے ایک ایک صفحہ نکال سکتے ہیں۔ سب کچھ صاف کرنا نظر میں آ سکتا ہے اور محفوظ پاس ورڈ بھی مٹ جاتے ہیں۔ صرف وہ نکالیں جو آپ کا راز کھولے، یا رہنے دیں۔
shared-accounts = مشترک اکاؤنٹ
photos-messages-and-places-are-often-shared-between-devices-by-one-account = تصویریں، پیغامات اور مقامات اکثر ایک اکاؤنٹ سے کئی آلات میں مشترک ہوتے ہیں۔ پاس ورڈ بدلنا بھی نظر میں آ سکتا ہے: ایسا کرنے سے پہلے اپنے کسی مددگار سے پوچھیں۔
find-somebody-who-helps = کوئی مددگار تلاش کریں
the-words-of-professionals-are-explained-in-english = پیشہ ور لوگوں کے الفاظ کی وضاحت انگریزی میں ہے۔

## privacy
what-is-kept-of-your-visit = آپ کی آمد کا کیا محفوظ رکھا جاتا ہے
nothing-on-these-pages-is-loaded-from-anybody-else-and-nobody-counts = ان صفحات پر کسی اور سے کچھ نہیں لیا جاتا، اور کوئی آمد و رفت نہیں گنتا۔
a-service-that-you-ring-or-write-to-keeps-its-own-records = جس ادارے کو آپ فون کریں یا لکھیں وہ اپنا ریکارڈ رکھتا ہے۔ اس سے پوچھیں کہ وہ کیا رکھتا ہے اور کون دیکھ سکتا ہے۔
looking-for-help-leaves-nothing-with-us-no-name-no-address-and = مدد تلاش کرنے سے ہمارے پاس کچھ نہیں رہتا: نہ نام، نہ پتہ، اور نہ وہ جو آپ نے تلاش کیا۔
one-cookie-says-that-these-pages-are-open-and-nothing-else-without = ایک کوکی یہ بتاتی ہے کہ یہ صفحات کھلے ہیں، اور کچھ نہیں۔ اس کے بغیر واپسی کا بٹن یہاں سے دور لے جاتا ہے۔ فارم بھرتے وقت ایک اور کوکی ہوتی ہے، اور جو آپ نے لکھا وہ آپ کے لیے محفوظ رہتا ہے۔ جب آپ “اس صفحے سے نکلیں” دباتے ہیں تو سب کچھ مٹ جاتا ہے، اور کچھ دن بعد خود بھی۔ جو آپ بھیجتے ہیں اسے وہی خدمت پڑھتی ہے جس کا نام بھیجنے سے پہلے بتایا جاتا ہے۔

## access
using-these-pages = ان صفحات کا استعمال
these-pages-work-without-script-with-a-keyboard-alone-with-a-screen = یہ صفحات اسکرپٹ کے بغیر، صرف کی بورڈ سے، اسکرین ریڈر سے، اور چار گنا بڑے کر کے بھی کام کرتے ہیں۔
boxes-do-not-offer-what-was-typed-in-them-before-although-other = خانے وہ نہیں دکھاتے جو پہلے ان میں لکھا گیا تھا، اگرچہ دوسری سائٹیں دکھاتی ہیں۔ وہی فون کوئی اور استعمال کر سکتا ہے، اس لیے یہ جان بوجھ کر ہے۔
if-something-does-not-work-for-you-ring-a-service-from-the = اگر کچھ آپ کے لیے کام نہ کرے تو فہرست میں سے کسی ادارے کو فون کر کے بتائیں، یا کسی سے کہیں کہ آپ کی طرف سے فون کرے۔

## contact
whom-to-ring = کسے فون کریں
no-line-is-listed-here-yet = یہاں ابھی کوئی نمبر درج نہیں۔

## own
you-can-ring-instead-service = آپ اس کے بجائے فون کر سکتے ہیں: { $service }
not-open-yet = ابھی کھلا نہیں
this-way-is-not-open-yet = یہ راستہ ابھی کھلا نہیں
nobody-reads-messages-here-yet = یہاں ابھی کوئی پیغام نہیں پڑھتا۔
skip-this = اسے چھوڑ دیں
check-your-answers = اپنے جوابات دیکھ لیں
many-of-these-come-from-your-network-just-now-wait-one-minute = اس وقت آپ کے نیٹ ورک سے ایسے بہت سے آ رہے ہیں۔ ایک منٹ انتظار کریں، پھر بٹن دوبارہ دبائیں۔ جو آپ نے لکھا وہ ضائع نہیں ہوا۔
service-reads-it-and-nobody-else = اسے { $service } پڑھتا ہے، اور کوئی نہیں۔
send-it = بھیج دیں
leave-and-forget-all-of-it = نکل جائیں، اور سب کچھ مٹا دیں
we-have-it = ہمیں مل گیا
your-code = آپ کا کوڈ
service-tries-to-reach-you-only-in-the-way-that-you-said = { $service } آپ سے صرف اسی طریقے سے رابطے کی کوشش کرے گا جسے آپ نے محفوظ بتایا۔
they-try-by-due = وہ { $due } تک کوشش کریں گے۔
nobody-rings-you-when-it-is-safe-ring-service-and-say-the = آپ کو کوئی فون نہیں کرے گا۔ جب محفوظ ہو، { $service } کو فون کریں اور کوڈ بتائیں۔
with-the-code-and-the-word-if-you-chose-one-you-can = کوڈ سے، اور اگر آپ نے کوئی لفظ چنا تھا تو اس سے، آپ اسے واپس لے سکتے ہیں۔
take-it-back-or-see-that-we-have-it = اسے واپس لیں، یا دیکھیں کہ ہمیں مل گیا
write-the-code-down-only-where-it-is-safe-or-not-at = کوڈ صرف وہاں لکھیں جہاں محفوظ ہو، یا بالکل نہ لکھیں: آپ اس کے بغیر بھی فون کر سکتے ہیں۔
nothing-is-written-yet = ابھی کچھ نہیں لکھا گیا
you-skipped-every-question-so-there-is-nothing-to-send-and-nothing = آپ نے ہر سوال چھوڑ دیا، اس لیے بھیجنے کو کچھ نہیں اور کچھ محفوظ نہیں کیا گیا۔
say-how-we-can-reach-you = بتائیں کہ ہم آپ سے کیسے رابطہ کریں
leave-these-pages = یہ صفحات چھوڑ دیں
not-now = ابھی نہیں
it-can-wait-until-you-are-safe = یہ آپ کے محفوظ ہونے تک رک سکتا ہے
go-on-all-the-same = پھر بھی آگے بڑھیں

## shared
who-takes-this = یہ کون دیکھتا ہے
others-help-here = اس میں دوسرے مدد کرتے ہیں
nothing-that-you-chose-was-kept = جو آپ نے چنا اس میں سے کچھ محفوظ نہیں رکھا گیا۔
open-now = ابھی کھلا ہے
nothing-is-open = کچھ کھلا نہیں
no-form-is-open = کوئی فارم کھلا نہیں
it-was-sent-you-left-it-or-it-was-begun-too-long = یہ بھیجا جا چکا، آپ نے چھوڑ دیا، یا بہت پہلے شروع ہوا تھا۔
start-again = دوبارہ شروع کریں
left-out = چھوڑ دیا گیا
change = تبدیل کریں
the-answers-to-question = ان کے جوابات: { $question }
i-do-not-know = مجھے معلوم نہیں

## track
come-back = واپس آئیں
what-became-of-it = اس کا کیا ہوا
look = دیکھیں
your-word-if-you-chose-one = آپ کا لفظ، اگر آپ نے چنا تھا
taken-back = واپس لے لیا گیا
it-is-taken-back = یہ واپس لے لیا گیا ہے
nobody-gets-in-touch-about-it = اس کے بارے میں کوئی رابطہ نہیں کرے گا۔
you-can-come-again-at-any-time = آپ کسی بھی وقت دوبارہ آ سکتے ہیں۔
it-came-in-on-when = یہ { $when } کو موصول ہوا۔
take-it-back = واپس لیں
we-cannot-find-this-check-the-code-and-the-word-if-you = ہمیں یہ نہیں ملا۔ کوڈ، اور اگر آپ نے کوئی لفظ چنا تھا تو وہ بھی، دوبارہ دیکھیں۔

## refer
tell-us-about-somebody = ہمیں کسی کے بارے میں بتائیں
for-doctors-teachers-housing-officers-neighbours-and-everybody-else-who-is-worried = ڈاکٹروں، اساتذہ، رہائش کے افسروں، پڑوسیوں اور ہر اس شخص کے لیے جسے کسی کی فکر ہے۔ کسی اکاؤنٹ کی ضرورت نہیں۔
it-takes-about-eight-minutes-what-you-do-not-know-you-can = اس میں تقریباً آٹھ منٹ لگتے ہیں۔ جو آپ نہیں جانتے وہ چھوڑ سکتے ہیں۔
if-it-is-only-about-a-child-the-first-question-sends-you = اگر بات صرف کسی بچے کی ہے تو پہلا سوال آپ کو بچوں کی دیکھ بھال کرنے والوں تک پہنچاتا ہے۔
tell-the-person-that-you-are-doing-this-if-that-is-safe = اگر محفوظ ہو تو اس شخص کو بتائیں کہ آپ یہ کر رہے ہیں۔ اگر نہیں، تب بھی آپ آگے بڑھ سکتے ہیں۔
you-need-no-form-filled-in-and-no-score-your-worry-is = آپ کو کوئی بھرا ہوا فارم یا نمبر نہیں چاہیے۔ آپ کی فکر کافی ہے۔
begin = شروع کریں
see-what-became-of-something-you-sent = دیکھیں کہ آپ کی بھیجی ہوئی چیز کا کیا ہوا
this-way-is-not-open-here = یہ راستہ یہاں کھلا نہیں۔
ring-instead = اس کے بجائے فون کریں
where-it-goes = یہ کہاں جاتا ہے
a-file-to-send-with-it = ساتھ بھیجنے کے لیے فائل
a-pdf-a-word-document-a-jpeg-or-a-png-of-at = زیادہ سے زیادہ 5 ایم بی کی PDF، Word دستاویز، JPEG یا PNG۔ اسے چھوڑا جا سکتا ہے۔
the-file-is-larger-than-5-mb-or-did-not-arrive-whole = فائل 5 ایم بی سے بڑی ہے یا پوری نہیں پہنچی۔ چھوٹی فائل بھیجیں، یا چھوڑ دیں۔
the-file-is-larger-than-5-mb-send-a-smaller-one-or = فائل 5 ایم بی سے بڑی ہے۔ چھوٹی فائل بھیجیں، یا چھوڑ دیں۔
send-a-pdf-a-word-document-docx-a-jpeg-or-a-png = PDF، Word دستاویز (.docx)، JPEG یا PNG بھیجیں، یا چھوڑ دیں۔
nobody-answers-here-yet-ring-instead-the-numbers-are-under-contact = یہاں ابھی کوئی جواب نہیں دیتا۔ اس کے بجائے فون کریں: نمبر “رابطہ” میں ہیں۔
it-has-come-in = یہ موصول ہو گیا ہے
thank-you = شکریہ
your-code-is = آپ کا کوڈ یہ ہے
write-the-code-down-with-it-you-can-see-what-became-of = کوڈ لکھ لیں۔ اس سے آپ دیکھ سکتے ہیں کہ اس کا کیا ہوا، اور اس کے بارے میں فون کر سکتے ہیں۔
what-happens-now = اب کیا ہوتا ہے
agency-has-it = یہ { $agency } کے پاس ہے۔
the-first-contact-is-due-due = پہلا رابطہ { $due } تک ہونا ہے۔
what-you-still-do = آپ کو اب بھی کیا کرنا ہے
if-something-new-happens-send-it-or-ring-in-danger-ring-999 = اگر کچھ نیا ہو تو بھیجیں یا فون کریں۔ خطرے میں 999 پر فون کریں۔
do-what-your-own-workplace-asks-when-somebody-may-be-at-risk = جب کوئی خطرے میں ہو سکتا ہو تو وہ کریں جو آپ کی کام کی جگہ کہتی ہے۔
take-care-where-you-write-this-down-the-person-s-family-may = احتیاط کریں کہ یہ کہاں لکھتے ہیں: اس شخص کے گھر والے مشترک یا آن لائن ریکارڈ پڑھ سکتے ہیں۔
see-what-became-of-it = دیکھیں کہ اس کا کیا ہوا
as-far-as-those-who-have-it-may-tell = جہاں تک وہ بتا سکتے ہیں جن کے پاس یہ ہے۔
your-work-e-mail = آپ کا دفتری ای میل
codes-that-prove-an-address-go-to-work-addresses-of-public-services = پتے کی تصدیق کے کوڈ صرف سرکاری خدمات کے دفتری پتوں پر بھیجے جاتے ہیں، اور آپ کا پتہ ان میں سے نہیں۔ آپ پھر بھی بھیج سکتے ہیں۔
a-code-sent-to-it-shows-that-the-address-is-yours-so = اس پر بھیجا گیا کوڈ ظاہر کرتا ہے کہ یہ پتہ آپ کا ہے، تاکہ کسی کو فون کر کے جانچنا نہ پڑے۔ آپ اس کے بغیر بھی بھیج سکتے ہیں۔
send-me-a-code = مجھے کوڈ بھیجیں
the-code-was-right-the-address-is-yours = کوڈ درست تھا: پتہ آپ ہی کا ہے۔
type-the-code-from-the-e-mail = ای میل میں آیا کوڈ لکھیں
it-has-eight-digits-and-works-for-ten-minutes-it-can-take = اس میں آٹھ ہندسے ہیں اور یہ دس منٹ تک کام کرتا ہے۔ پہنچنے میں ایک منٹ لگ سکتا ہے۔
the-code = کوڈ
send-me-another-code = مجھے ایک اور کوڈ بھیجیں
go-on-without-a-code = کوڈ کے بغیر آگے بڑھیں
the-file-is-empty-choose-another-one-or-leave-it-out = فائل خالی ہے۔ دوسری چنیں، یا چھوڑ دیں۔

## find
find-help-near-you = اپنے قریب مدد تلاش کریں
what-would-help = کس چیز سے مدد ہوگی
anything = کوئی بھی
for = کس کے لیے
anybody = کوئی بھی شخص
where = کہاں
anywhere-here = یہاں کہیں بھی
show-who-can-help = دکھائیں کون مدد کر سکتا ہے
n-1-service-fits = 1 ادارہ موزوں ہے
number-services-fit = { $number } ادارے موزوں ہیں
take-one-thing-out-open-now-first = ایک چیز نکال دیں، پہلے “ابھی کھلا ہے”۔
whom-to-ring-at-any-hour = کسی بھی وقت کسے فون کریں
closed-for-a-while = کچھ عرصے کے لیے بند
opening-times-not-known = کھلنے کے اوقات معلوم نہیں
open-now-until-when = ابھی کھلا ہے، { $when } تک
closed-now = ابھی بند ہے
closed-now-opens-when = ابھی بند ہے، { $when } کو کھلے گا
a-service = ایک ادارہ
nobody-here-has-checked-these-details-yet-if-a-number-does-not = یہاں کسی نے ابھی ان تفصیلات کی جانچ نہیں کی۔ اگر کوئی نمبر جواب نہ دے تو دوسرے ادارے سے رابطہ کریں۔
checked-on-day = { $day } کو جانچا گیا
a-call-can-stand-in-the-list-of-calls-of-your-phone = کال آپ کے فون کی کالوں کی فہرست میں رہ سکتی ہے۔
telephone = ٹیلی فون
open = کھلنے کے اوقات
e-mail = ای میل
web-page = ویب صفحہ
ages = عمریں
genders = جنس
everybody = سب
cost = خرچ
languages-besides-english = انگریزی کے علاوہ زبانیں
access = رسائی
run-by = چلانے والا ادارہ
the-address-is-secret-ring-to-find-out-more = پتہ خفیہ ہے۔ مزید جاننے کے لیے فون کریں۔
the-whole-country = پورا ملک
what-services-say-of-themselves-is-in-english-you-can-ask-for = ادارے اپنے بارے میں جو کہتے ہیں وہ انگریزی میں ہے۔ آپ ایسا مترجم مانگ سکتے ہیں جو آپ کے خاندان سے نہ ہو۔

## labels: needs, whom, cost, genders
abuse-by-a-partner-or-relative = ساتھی یا رشتہ دار کی طرف سے زیادتی
a-safe-place-to-live = رہنے کی محفوظ جگہ
being-safer-at-home = گھر میں زیادہ محفوظ رہنا
sexual-violence = جنسی تشدد
stalking = پیچھا کرنا اور ہراساں کرنا
abuse-in-the-name-of-honour = غیرت کے نام پر زیادتی
forced-marriage = جبری شادی
talking-therapy = بات چیت سے علاج
courts-and-legal-help = عدالتیں اور قانونی مدد
money-food-or-travel = پیسے، کھانا یا سفر
a-child-s-safety = بچے کی حفاظت
a-partner-s-past = ساتھی کا ماضی
changing-one-s-own-behaviour = اپنا رویہ بدلنا
people-who-are-harmed = جن لوگوں کو نقصان پہنچتا ہے
children-and-young-people = بچے اور نوجوان
people-who-cause-harm = جو لوگ نقصان پہنچاتے ہیں
family-and-friends = خاندان اور دوست
professionals = پیشہ ور افراد
women = خواتین
men = مرد
free = مفت
there-is-a-charge = فیس ہے
cost-not-known = خرچ معلوم نہیں

## labels: progress and ends
it-has-come-in-and-waits-for-somebody-to-take-it = یہ موصول ہو گیا ہے اور کسی کے لینے کا منتظر ہے۔
somebody-has-taken-it-and-is-trying-to-make-contact = کسی نے اسے لے لیا ہے اور رابطے کی کوشش کر رہا ہے۔
somebody-is-in-touch-about-it = کوئی اس کے بارے میں رابطے میں ہے۔
it-has-been-dealt-with = اس پر کارروائی ہو چکی ہے۔

## labels: ends
a-service-is-working-with-the-person = ایک ادارہ اس شخص کے ساتھ کام کر رہا ہے۔
it-was-passed-on-to-the-agencies-that-decide-together = یہ ان اداروں کو دے دیا گیا جو مل کر فیصلہ کرتے ہیں۔
the-person-was-told-of-help-that-fits = اس شخص کو مناسب مدد کے بارے میں بتایا گیا۔
we-tried-and-have-not-reached-the-person-tell-us-if-you = ہم نے کوشش کی اور اس شخص تک نہیں پہنچ سکے۔ اگر آپ کوئی زیادہ محفوظ طریقہ جانتے ہیں تو بتائیں۔
the-person-does-not-want-help-now-the-door-stays-open = وہ شخص اس وقت مدد نہیں چاہتا۔ دروازہ کھلا رہے گا۔
it-was-dealt-with = اس پر کارروائی کی گئی۔

## labels: dangers and needs to think of
pregnancy = حمل
leaving-or-separation = چھوڑنا یا علیحدگی
disability = معذوری
long-term-illness = طویل بیماری
care-and-support-needs = دیکھ بھال اور مدد کی ضروریات
carer = دیکھ بھال کرنے والا
older-person-who-depends-on-care = بزرگ شخص جو دیکھ بھال پر منحصر ہے
interpreter-needed = مترجم کی ضرورت
no-recourse-to-public-funds = سرکاری امداد کا حق نہیں
minority-community = اقلیتی برادری
rural-isolation = دیہی تنہائی
mental-health = ذہنی صحت
so-called-honour-based-abuse = نام نہاد غیرت کے نام پر زیادتی
female-genital-mutilation = خواتین کے جنسی اعضا کی قطع
stalking-or-harassment = پیچھا کرنا یا ہراساں کرنا

## labels: whom, ages, connections
an-adult-or-somebody-of-16-or-17 = کوئی بالغ، یا 16 یا 17 سال کا شخص
only-a-child-or-children-under-16 = صرف 16 سال سے کم عمر بچہ یا بچے
somebody-who-wants-to-change-their-own-behaviour = کوئی شخص جو اپنا رویہ بدلنا چاہتا ہے
under-16 = 16 سال سے کم
n-16-or-17 = 16 یا 17
n-18-or-over = 18 یا زیادہ
they-are-partners-married-or-engaged = وہ ساتھی، شادی شدہ یا منگنی شدہ ہیں
they-were-partners-married-or-engaged = وہ ساتھی، شادی شدہ یا منگنی شدہ تھے
they-are-relatives-also-by-marriage = وہ رشتہ دار ہیں، شادی کے ذریعے بھی
they-are-or-were-both-parents-or-guardians-of-the-same-child = وہ دونوں ایک ہی بچے کے والدین یا سرپرست ہیں یا تھے
none-of-these = ان میں سے کوئی نہیں
yes-they-agree-to-this-referral = ہاں، وہ اس پر راضی ہیں
no-and-i-believe-that-i-should-share-it-anyway = نہیں، اور میرے خیال میں مجھے پھر بھی بتانا چاہیے
it-is-not-safe-to-ask-or-i-could-not-ask = پوچھنا محفوظ نہیں، یا میں پوچھ نہیں سکا
they-are-afraid-of-being-badly-hurt-or-killed = انہیں شدید زخمی یا قتل ہونے کا ڈر ہے
it-is-happening-more-often-or-getting-worse = یہ زیادہ ہو رہا ہے، یا بگڑ رہا ہے
they-have-left-or-are-about-to-leave = وہ چھوڑ چکے ہیں، یا چھوڑنے والے ہیں
they-have-been-choked-or-held-by-the-throat = ان کا گلا گھونٹا یا دبایا گیا ہے
a-weapon-was-used-or-threatened = ہتھیار استعمال ہوا یا اس کی دھمکی دی گئی
they-are-followed-watched-or-contacted-all-the-time = ان کا ہر وقت پیچھا، نگرانی یا ان سے رابطہ کیا جاتا ہے
they-are-pregnant-or-had-a-baby-in-the-last-18-months = وہ حاملہ ہیں، یا پچھلے 18 مہینوں میں بچہ ہوا ہے
threats-to-kill-were-made-to-anybody = کسی کو قتل کی دھمکی دی گئی
they-are-made-to-do-sexual-things = ان سے زبردستی جنسی کام کروائے جاتے ہیں
they-are-kept-from-friends-family-a-doctor-or-money = انہیں دوستوں، خاندان، ڈاکٹر یا پیسوں سے دور رکھا جاتا ہے
you-contact-me = آپ مجھ سے رابطہ کریں
i-contact-you = میں آپ سے رابطہ کروں گا/گی
yes = ہاں
no = نہیں
it-is-safe-to-use = اسے استعمال کرنا محفوظ ہے
never-use-it = اسے کبھی استعمال نہ کریں
within-the-last-few-weeks = پچھلے چند ہفتوں میں
longer-ago-but-since-october-2021 = اس سے پہلے، لیکن اکتوبر 2021 کے بعد
before-october-2021 = اکتوبر 2021 سے پہلے
i-can-go-on = میں آگے بڑھ سکتا/سکتی ہوں
i-am-not-sure = مجھے یقین نہیں

## questions: refer
question-1 = سوال 1
question-2 = سوال 2
question-3 = سوال 3
question-4 = سوال 4
question-5 = سوال 5
question-6 = سوال 6
question-7 = سوال 7
question-8 = سوال 8
question-9 = سوال 9
whom-are-you-worried-about-q = آپ کو کس کی فکر ہے؟
it-is-about = یہ کس کے بارے میں ہے
choose-whom-it-is-about-if-you-are-not-sure-choose-that = چنیں کہ یہ کس کے بارے میں ہے۔ اگر یقین نہیں تو چنیں کہ آپ کو معلوم نہیں۔
the-two-people = دونوں افراد
living-together-is-not-needed = ساتھ رہنا ضروری نہیں۔
the-person-who-is-harmed-is = جس شخص کو نقصان پہنچتا ہے وہ ہے
the-person-who-causes-harm-is = جو شخص نقصان پہنچاتا ہے وہ ہے
how-are-they-connected-q = ان کا آپس میں کیا تعلق ہے؟
where-does-the-person-live-q = وہ شخص کہاں رہتا ہے؟
what-is-happening-q = کیا ہو رہا ہے؟
your-worry-is-enough-you-need-no-form-filled-in-and-no = آپ کی فکر کافی ہے۔ کسی بھرے ہوئے فارم یا نمبر کی ضرورت نہیں۔
why-you-are-worried = آپ کو فکر کیوں ہے
what-you-saw-or-were-told-in-a-few-sentences = جو آپ نے دیکھا یا جو بتایا گیا، چند جملوں میں۔
say-in-a-few-words-why-you-are-worried = چند الفاظ میں بتائیں کہ آپ کو فکر کیوں ہے۔
when-did-it-last-happen-q = یہ آخری بار کب ہوا؟
the-person-who-is-harmed = جس شخص کو نقصان پہنچتا ہے
one-way-to-tell-who-it-is-will-do = پہچان کا ایک طریقہ کافی ہے۔
name = نام
date-of-birth-year-or-age = تاریخ پیدائش، سال یا عمر
for-example-4-5-1991-or-1991-or-34 = مثلاً 4 5 1991، یا 1991، یا 34۔
anything-else-that-tells-who-it-is = کوئی اور بات جس سے پہچان ہو
an-address-a-surgery-a-school-a-tenancy = پتہ، ڈاکٹر کا کلینک، اسکول، کرایہ داری۔
others = دوسرے
name-of-the-person-who-causes-harm = نقصان پہنچانے والے شخص کا نام
if-you-do-not-know-leave-this-empty = اگر معلوم نہیں تو خالی چھوڑ دیں۔
their-date-of-birth-year-or-age = ان کی تاریخ پیدائش، سال یا عمر
children-names-and-ages = بچے: نام اور عمریں
do-children-see-it-hear-it-or-feel-its-effects-q = کیا بچے اسے دیکھتے، سنتے یا اس کا اثر محسوس کرتے ہیں؟
does-the-person-agree-q = کیا وہ شخص راضی ہے؟
it-is-best-to-talk-with-them-and-to-tell-them-where = بہتر ہے کہ ان سے بات کریں اور انہیں بتائیں۔ جہاں خطرہ زیادہ ہو، جواب نہ ہونا آپ کو نہ روکے۔
does-the-person-agree-to-this-referral-q = کیا وہ شخص اس کے بھیجنے پر راضی ہے؟
choose-the-answer-that-is-true = جو جواب سچ ہے وہ چنیں۔
if-they-do-not-agree-or-were-not-asked-why-share-it-q = اگر وہ راضی نہیں یا ان سے نہیں پوچھا گیا: پھر بھی کیوں بتائیں؟
how-to-reach-the-person-safely = اس شخص سے محفوظ طریقے سے کیسے رابطہ ہو
nobody-uses-a-number-that-is-not-said-to-be-safe = جس نمبر کو محفوظ نہ کہا گیا ہو اسے کوئی استعمال نہیں کرتا۔
this-number = یہ نمبر
this-address = یہ پتہ
when-is-it-safe-q = کب محفوظ ہے؟
what-must-never-be-done-and-who-must-not-know-q = کیا کبھی نہیں کرنا چاہیے، اور کسے معلوم نہیں ہونا چاہیے؟
may-a-message-be-left-q = کیا پیغام چھوڑا جا سکتا ہے؟
signs-of-danger = خطرے کی نشانیاں
all-of-this-can-be-skipped-a-score-is-a-guide-worry = یہ سب چھوڑا جا سکتا ہے۔ نمبر صرف رہنمائی ہے؛ فکر ہی کافی ہے۔
do-you-or-the-person-fear-serious-harm-q = کیا آپ کو یا اس شخص کو شدید نقصان کا ڈر ہے؟
what-do-you-know-of-q = آپ کیا جانتے ہیں؟
what-else-should-be-thought-of-q = اور کس بات کا خیال رکھا جائے؟
about-you = آپ کے بارے میں
so-that-somebody-can-ask-you-and-tell-you-what-became-of = تاکہ کوئی آپ سے پوچھ سکے، اور بتا سکے کہ کیا ہوا۔
your-name = آپ کا نام
what-you-do = آپ کیا کرتے ہیں
for-example-gp-teacher-neighbour = مثلاً ڈاکٹر، استاد، پڑوسی۔
where-you-work = آپ کہاں کام کرتے ہیں
work-e-mail = کام کا ای میل

## questions: own
are-you-safe-to-do-this-now-q = کیا آپ ابھی یہ کرنے کے لیے محفوظ ہیں؟
if-somebody-could-come-in-you-can-ring-later-instead-nothing-is = اگر کوئی آ سکتا ہو تو آپ بعد میں فون کر سکتے ہیں۔ آگے بڑھنے تک کچھ محفوظ نہیں ہوتا۔
right-now = اس وقت
what-would-help-q = کس چیز سے مدد ہوگی؟
choose-any = جو چاہیں چنیں
where-do-you-live-q = آپ کہاں رہتے ہیں؟
what-may-we-call-you-q = ہم آپ کو کس نام سے پکاریں؟
any-name-will-do-it-need-not-be-yours = کوئی بھی نام چلے گا۔ ضروری نہیں کہ وہ آپ کا ہو۔
who-gets-in-touch-first-q = پہلے کون رابطہ کرے؟
you-can-ring-us-and-quote-a-code-or-we-ring-you = آپ ہمیں فون کر کے کوڈ بتا سکتے ہیں، یا ہم آپ کو فون کریں۔
choose-one = ایک چنیں
if-we-ring-which-number-is-safe-q = اگر ہم فون کریں: کون سا نمبر محفوظ ہے؟
what-must-we-not-do-q = ہمیں کیا نہیں کرنا چاہیے؟
never-do-this = یہ کبھی نہ کریں
if-somebody-else-answers-say = اگر کوئی اور جواب دے تو کہیں
may-we-leave-a-message-q = کیا ہم پیغام چھوڑ سکتے ہیں؟
anything-else-q = اور کچھ؟
whatever-you-want-to-say = جو بھی آپ کہنا چاہیں
a-word-that-only-you-would-know = ایک لفظ جو صرف آپ جانتے ہوں
with-this-word-and-a-code-you-can-see-that-we-have = اس لفظ اور ایک کوڈ سے آپ دیکھ سکتے ہیں کہ ہمیں مل گیا، یا واپس لے سکتے ہیں۔ یہ جیسا آپ لکھتے ہیں ویسا محفوظ نہیں رکھا جاتا۔

## problems
give-a-name-or-anything-else-that-tells-who-it-is = نام دیں، یا کوئی اور بات جس سے پہچان ہو۔
say-why-it-should-be-shared-although-the-person-has-not-agreed = بتائیں کہ اس شخص کی رضامندی کے بغیر کیوں بتانا چاہیے۔
give-a-number-that-is-safe-to-ring-or-choose-that-you = ایسا نمبر دیں جس پر فون کرنا محفوظ ہو، یا چنیں کہ آپ ہم سے رابطہ کریں گے۔
no-more-codes-can-go-out-just-now-try-again-in-an = ابھی مزید کوڈ نہیں بھیجے جا سکتے۔ ایک گھنٹے بعد دوبارہ کوشش کریں، یا کوڈ کے بغیر آگے بڑھیں۔
the-code-is-not-right-or-it-no-longer-works-check-it = کوڈ درست نہیں، یا اب کام نہیں کرتا۔ اسے دیکھ لیں، یا دوسرا منگوائیں۔
enter-a-telephone-number-for-example-07700-900123 = ٹیلی فون نمبر لکھیں، مثلاً 07700 900123۔
enter-an-e-mail-address-for-example-name-example-org = ای میل پتہ لکھیں، مثلاً name@example.org۔
enter-a-date-such-as-27-3-1990-a-year-or-an = تاریخ لکھیں جیسے 27 3 1990، یا سال، یا عمر۔ اگر معلوم نہ ہو تو خالی چھوڑ دیں۔
write-less-here-at-most-8-000-letters-fit = یہاں کم لکھیں: زیادہ سے زیادہ 8,000 حروف آ سکتے ہیں۔
write-less-here-at-most-300-letters-fit = یہاں کم لکھیں: زیادہ سے زیادہ 300 حروف آ سکتے ہیں۔

## why it goes where it goes
this-is-a-worry-about-a-child-alone-so-the-children-s = یہ صرف ایک بچے کی فکر ہے، اس لیے اسے بچوں کا ادارہ دیکھتا ہے۔
services-for-people-who-want-to-change-their-own-behaviour-help-here = جو لوگ اپنا رویہ بدلنا چاہتے ہیں ان کے ادارے یہاں مدد کرتے ہیں۔ کچھ آگے نہیں دیا جاتا۔
both-are-16-or-over-and-personally-connected-so-it-falls-under = دونوں 16 یا زیادہ سال کے ہیں اور ان کا ذاتی تعلق ہے، اس لیے یہ 2021 کے قانون کے تحت آتا ہے۔ ساتھ رہنا ضروری نہیں۔
it-happened-before-the-act-of-2021-and-is-read-by-the = یہ 2021 کے قانون سے پہلے ہوا اور 2013 کی تعریف سے دیکھا جاتا ہے: ساتھی یا رشتہ دار، دونوں 16 یا زیادہ سال کے۔
by-the-area-s-older-strategy-only-partners-and-former-partners-counted = علاقے کی پرانی حکمت عملی کے مطابق اس دن صرف ساتھی اور سابق ساتھی شمار ہوتے تھے۔
the-two-are-not-connected-as-the-definition-asks-other-services-help = ان دونوں کا تعلق تعریف کے مطابق نہیں۔ اس میں دوسرے ادارے مدد کرتے ہیں، اور ڈیسک پھر بھی اسے پڑھتا ہے۔
one-of-the-two-is-under-16-so-it-is-treated-as = دونوں میں سے ایک 16 سال سے کم ہے، اس لیے اسے بچے کی حفاظت کی فکر سمجھا جاتا ہے۔
one-of-the-two-is-16-or-17-it-takes-the-domestic = دونوں میں سے ایک 16 یا 17 سال کا ہے: یہ گھریلو زیادتی اور بچے، دونوں راستوں پر جاتا ہے۔
not-enough-is-known-to-say-whether-it-falls-under-the-definition = یہ کہنے کے لیے کافی معلوم نہیں کہ یہ تعریف میں آتا ہے یا نہیں۔ یہ انتظار کی وجہ نہیں۔
a-child-who-sees-it-hears-it-or-feels-its-effects-is = جو بچہ اسے دیکھتا، سنتا یا اس کا اثر محسوس کرتا ہے اسے بھی نقصان پہنچتا ہے، اس لیے مرکز بھی اسے دیکھتا ہے۔
somebody-fears-serious-harm-so-it-goes-where-the-area-looks-at = کسی کو شدید نقصان کا ڈر ہے، اس لیے یہ وہاں جاتا ہے جہاں علاقہ سب سے زیادہ خطرے کو دیکھتا ہے۔
an-adult-may-need-care-and-support-so-the-hub-looks-at = کسی بالغ کو دیکھ بھال اور مدد کی ضرورت ہو سکتی ہے، اس لیے مرکز بھی اسے دیکھتا ہے۔
the-support-service-that-answers-for-this-place-takes-it = اس جگہ کا ذمہ دار امدادی ادارہ اسے لیتا ہے۔
without-agreement-it-goes-to-the-hub-for-safeguarding-the-support-service = رضامندی کے بغیر یہ حفاظت کے لیے مرکز کو جاتا ہے۔ امدادی ادارہ تب تک رابطہ نہیں کرتا جب تک وہ شخص راضی نہ ہو یا کوئی کارکن تحریری فیصلہ نہ کرے۔
anybody-may-ask-the-police-whether-a-partner-has-a-history-of = کوئی بھی پولیس سے پوچھ سکتا ہے کہ ساتھی کا زیادتی کا کوئی ماضی ہے یا نہیں۔
having-no-recourse-to-public-funds-is-no-reason-to-be-turned = سرکاری امداد کا حق نہ ہونا مدد سے انکار کی وجہ نہیں۔
help-is-for-anybody-whatever-their-gender-or-whom-they-love = مدد ہر ایک کے لیے ہے، جنس کچھ بھی ہو اور جس سے بھی محبت ہو۔

## waiting where many reports come from one place
or-wait-some-seconds-your-browser-is-doing-a-sum-that-takes = یا چند سیکنڈ انتظار کریں: آپ کا براؤزر ایک حساب کر رہا ہے جو اس منٹ کی جگہ لیتا ہے۔
you-can-press-the-button-now = اب آپ بٹن دبا سکتے ہیں۔

## when something is not there or goes wrong
page-not-found = صفحہ نہیں ملا
check-the-address-or-start-again = پتہ دیکھ لیں، یا دوبارہ شروع کریں۔
something-went-wrong-on-our-side = ہماری طرف کچھ غلط ہو گیا
try-again-in-a-few-minutes-in-an-emergency-ring-999 = چند منٹ بعد دوبارہ کوشش کریں۔ ہنگامی حالت میں 999 پر فون کریں۔
please-wait-a-little = براہ کرم تھوڑا انتظار کریں
too-many-people-are-writing-at-once-try-again-in-a-few = ایک ساتھ بہت سے لوگ لکھ رہے ہیں۔ چند منٹ بعد دوبارہ کوشش کریں۔ ہنگامی حالت میں 999 پر فون کریں۔
this-could-not-be-done = یہ نہیں ہو سکا
go-back-and-try-again = واپس جا کر دوبارہ کوشش کریں۔
