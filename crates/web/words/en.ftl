# English: the words that every other language is measured by. Plain, calm, short (ux.md 4.7). Each text is named by
# its first twelve English words; what stands in braces is put in.

## chrome
skip-to-main-content = Skip to main content
exit-this-page = Exit this page
emergency = Emergency
leaving-this-page = Leaving this page.
leaving-timed-out = Leaving timed out.
shift-press-2-more-times-to-leave = Shift, press 2 more times to leave.
shift-press-1-more-time-to-leave = Shift, press 1 more time to leave.
back = Back
language = Language
there-is-a-problem = There is a problem
error = Error
warning = Warning
words-explained = Words explained
privacy = Privacy
accessibility = Accessibility
contact = Contact
support-links = Support links
demonstration = Demonstration.
every-person-and-event-here-is-invented-do-not-enter-real-information = Every person and event here is invented. Do not enter real information.

## start and before
get-support = Get support
if-anybody-is-in-danger-now-ring-999 = If anybody is in danger now, ring 999.
if-you-cannot-speak = If you cannot speak
from-a-mobile-ring-999-listen-and-press-55-when-you-are = From a mobile, ring 999, listen, and press 55 when you are asked to. The operator then passes you on. It does not tell them where you are.
when-it-is-not-an-emergency-ring-101 = When it is not an emergency, ring 101.
find-somebody-near-you-who-can-listen-advise-and-help-for-you = Find somebody near you who can listen, advise and help: for you, or for somebody you worry about.
find-help = Find help
tell-us-about-somebody-you-know-or-work-with = Tell us about somebody you know or work with
is-this-phone-or-computer-safe-to-use-q = Is this phone or computer safe to use?
before-you-begin = Before you begin
every-page-from-here-on-has-a-red-button-exit-this-page = Every page from here on has a red button, “Exit this page”. It opens a dull page of another site at once.
you-can-also-press-the-shift-key-three-times-on-a-phone = You can also press the Shift key three times. On a phone, use the button.
what-it-does = What it does
it-leaves-these-pages-and-forgets-what-you-wrote = It leaves these pages and forgets what you wrote.
what-it-cannot-do = What it cannot do
it-cannot-take-these-pages-out-of-the-history-of-your-browser = It cannot take these pages out of the history of your browser. They stand there under dull names.
it-cannot-stop-somebody-who-watches-the-screen-or-a-program-that = It cannot stop somebody who watches the screen, or a program that records what is typed.
it-cannot-hide-a-call-from-a-telephone-bill = It cannot hide a call from a telephone bill.
if-you-are-not-sure-read-about-this-device-first-or-use = If you are not sure, read about this device first, or use the phone of a friend.
go-on = Go on
ask-somebody-to-get-in-touch-with-you = Ask somebody to get in touch with you
the-back-button-then-leads-to-the-dull-page-again-not-to = The Back button then leads to the dull page again, not to what you wrote or found.

## this device
this-device = This device
is-this-device-safe-to-use-q = Is this device safe to use?
somebody-who-can-pick-up-your-phone-or-who-knows-your-passwords = Somebody who can pick up your phone, or who knows your passwords, may see what you do on it.
safer-ways = Safer ways
a-phone-or-computer-that-they-have-never-held-a-friend-s = A phone or computer that they have never held: a friend’s, one at work, in a library or at your doctor’s.
a-private-window-it-keeps-no-history-but-a-program-that-records = A private window. It keeps no history, but a program that records the screen still sees it.
a-telephone-that-is-not-on-a-shared-bill-calls-to-numbers = A telephone that is not on a shared bill. Calls to numbers that begin with 0800 or 0808 can still stand in the list of calls.
about-the-history = About the history
you-can-take-single-pages-out-of-the-history-of-your-browser = You can take single pages out of the history of your browser. Clearing all of it can be noticed, and it also takes away saved passwords. Take out only what tells on you, or leave it.
shared-accounts = Shared accounts
photos-messages-and-places-are-often-shared-between-devices-by-one-account = Photos, messages and places are often shared between devices by one account. Changing a password can be noticed too: ask somebody who helps you before you do.
find-somebody-who-helps = Find somebody who helps
the-words-of-professionals-are-explained-in-english = The words of professionals are explained in English.

## privacy
what-is-kept-of-your-visit = What is kept of your visit
nothing-on-these-pages-is-loaded-from-anybody-else-and-nobody-counts = Nothing on these pages is loaded from anybody else, and nobody counts visits.
a-service-that-you-ring-or-write-to-keeps-its-own-records = A service that you ring or write to keeps its own records. Ask it what it keeps and who may see it.
looking-for-help-leaves-nothing-with-us-no-name-no-address-and = Looking for help leaves nothing with us: no name, no address, and not what you looked for.
one-cookie-says-that-these-pages-are-open-and-nothing-else-without = One cookie says that these pages are open, and nothing else. Without it the Back button leads away from here. While you fill in a form there is another, and what you have written is kept for you. All of it goes when you press “Exit this page”, and by itself after some days. What you send is read by the service that is named before you send it.

## access
using-these-pages = Using these pages
these-pages-work-without-script-with-a-keyboard-alone-with-a-screen = These pages work without script, with a keyboard alone, with a screen reader, and at four times the size.
boxes-do-not-offer-what-was-typed-in-them-before-although-other = Boxes do not offer what was typed in them before, although other sites do. Somebody else could use the same phone, so this is on purpose.
if-something-does-not-work-for-you-ring-a-service-from-the = If something does not work for you, ring a service from the list and tell them, or ask somebody to ring for you.

## contact
whom-to-ring = Whom to ring
no-line-is-listed-here-yet = No line is listed here yet.

## own
you-can-ring-instead-service = You can ring instead: { $service }
not-open-yet = Not open yet
this-way-is-not-open-yet = This way is not open yet
nobody-reads-messages-here-yet = Nobody reads messages here yet.
skip-this = Skip this
check-your-answers = Check your answers
many-of-these-come-from-your-network-just-now-wait-one-minute = Many of these come from your network just now. Wait one minute, then press the button again. Nothing that you wrote is lost.
service-reads-it-and-nobody-else = { $service } reads it, and nobody else.
send-it = Send it
leave-and-forget-all-of-it = Leave, and forget all of it
we-have-it = We have it
your-code = Your code
service-tries-to-reach-you-only-in-the-way-that-you-said = { $service } tries to reach you, only in the way that you said is safe.
they-try-by-due = They try by { $due }.
nobody-rings-you-when-it-is-safe-ring-service-and-say-the = Nobody rings you. When it is safe, ring { $service } and say the code.
with-the-code-and-the-word-if-you-chose-one-you-can = With the code, and the word if you chose one, you can take it back.
take-it-back-or-see-that-we-have-it = Take it back, or see that we have it
write-the-code-down-only-where-it-is-safe-or-not-at = Write the code down only where it is safe, or not at all: you can ring without it.
nothing-is-written-yet = Nothing is written yet
you-skipped-every-question-so-there-is-nothing-to-send-and-nothing = You skipped every question, so there is nothing to send and nothing is kept.
say-how-we-can-reach-you = Say how we can reach you
leave-these-pages = Leave these pages
not-now = Not now
it-can-wait-until-you-are-safe = It can wait until you are safe
go-on-all-the-same = Go on all the same

## shared
who-takes-this = Who takes this
others-help-here = Others help here
nothing-that-you-chose-was-kept = Nothing that you chose was kept.
open-now = Open now
nothing-is-open = Nothing is open
no-form-is-open = No form is open
it-was-sent-you-left-it-or-it-was-begun-too-long = It was sent, you left it, or it was begun too long ago.
start-again = Start again
left-out = Left out
change = Change
the-answers-to-question = the answers to: { $question }
i-do-not-know = I do not know

## track
come-back = Come back
what-became-of-it = What became of it
look = Look
your-word-if-you-chose-one = Your word, if you chose one
taken-back = Taken back
it-is-taken-back = It is taken back
nobody-gets-in-touch-about-it = Nobody gets in touch about it.
you-can-come-again-at-any-time = You can come again at any time.
it-came-in-on-when = It came in on { $when }.
take-it-back = Take it back
we-cannot-find-this-check-the-code-and-the-word-if-you = We cannot find this. Check the code, and the word if you chose one.

## refer
tell-us-about-somebody = Tell us about somebody
for-doctors-teachers-housing-officers-neighbours-and-everybody-else-who-is-worried = For doctors, teachers, housing officers, neighbours and everybody else who is worried about somebody. No account is needed.
it-takes-about-eight-minutes-what-you-do-not-know-you-can = It takes about eight minutes. What you do not know you can leave out.
if-it-is-only-about-a-child-the-first-question-sends-you = If it is only about a child, the first question sends you to those who look after children.
tell-the-person-that-you-are-doing-this-if-that-is-safe = Tell the person that you are doing this if that is safe. If it is not, you can still go on.
you-need-no-form-filled-in-and-no-score-your-worry-is = You need no form filled in and no score. Your worry is enough.
begin = Begin
see-what-became-of-something-you-sent = See what became of something you sent
this-way-is-not-open-here = This way is not open here.
ring-instead = Ring instead
where-it-goes = Where it goes
a-file-to-send-with-it = A file to send with it
a-pdf-a-word-document-a-jpeg-or-a-png-of-at = A PDF, a Word document, a JPEG or a PNG of at most 5 MB. It can be left out.
the-file-is-larger-than-5-mb-or-did-not-arrive-whole = The file is larger than 5 MB or did not arrive whole. Send a smaller one, or leave it out.
the-file-is-larger-than-5-mb-send-a-smaller-one-or = The file is larger than 5 MB. Send a smaller one, or leave it out.
send-a-pdf-a-word-document-docx-a-jpeg-or-a-png = Send a PDF, a Word document (.docx), a JPEG or a PNG, or leave it out.
nobody-answers-here-yet-ring-instead-the-numbers-are-under-contact = Nobody answers here yet. Ring instead: the numbers are under “Contact”.
it-has-come-in = It has come in
thank-you = Thank you
your-code-is = Your code is
write-the-code-down-with-it-you-can-see-what-became-of = Write the code down. With it you can see what became of this, and ring about it.
what-happens-now = What happens now
agency-has-it = { $agency } has it.
the-first-contact-is-due-due = The first contact is due { $due }.
what-you-still-do = What you still do
if-something-new-happens-send-it-or-ring-in-danger-ring-999 = If something new happens, send it or ring. In danger, ring 999.
do-what-your-own-workplace-asks-when-somebody-may-be-at-risk = Do what your own workplace asks when somebody may be at risk.
take-care-where-you-write-this-down-the-person-s-family-may = Take care where you write this down: the person’s family may read records that are shared or online.
see-what-became-of-it = See what became of it
as-far-as-those-who-have-it-may-tell = As far as those who have it may tell.
your-work-e-mail = Your work e-mail
codes-that-prove-an-address-go-to-work-addresses-of-public-services = Codes that prove an address go to work addresses of public services alone, and yours is another. You can send all the same.
a-code-sent-to-it-shows-that-the-address-is-yours-so = A code sent to it shows that the address is yours, so that nobody has to ring and check. You can send without.
send-me-a-code = Send me a code
the-code-was-right-the-address-is-yours = The code was right: the address is yours.
type-the-code-from-the-e-mail = Type the code from the e-mail
it-has-eight-digits-and-works-for-ten-minutes-it-can-take = It has eight digits and works for ten minutes. It can take a minute to arrive.
the-code = The code
send-me-another-code = Send me another code
go-on-without-a-code = Go on without a code
the-file-is-empty-choose-another-one-or-leave-it-out = The file is empty. Choose another one, or leave it out.

## find
find-help-near-you = Find help near you
what-would-help = What would help
anything = Anything
for = For
anybody = Anybody
where = Where
anywhere-here = Anywhere here
show-who-can-help = Show who can help
n-1-service-fits = 1 service fits
number-services-fit = { $number } services fit
take-one-thing-out-open-now-first = Take one thing out, “Open now” first.
whom-to-ring-at-any-hour = Whom to ring at any hour
closed-for-a-while = Closed for a while
opening-times-not-known = Opening times not known
open-now-until-when = Open now, until { $when }
closed-now = Closed now
closed-now-opens-when = Closed now, opens { $when }
a-service = A service
nobody-here-has-checked-these-details-yet-if-a-number-does-not = Nobody here has checked these details yet. If a number does not answer, try another service.
checked-on-day = Checked on { $day }
a-call-can-stand-in-the-list-of-calls-of-your-phone = A call can stand in the list of calls of your phone.
telephone = Telephone
open = Open
e-mail = E-mail
web-page = Web page
ages = Ages
genders = Genders
everybody = Everybody
cost = Cost
languages-besides-english = Languages besides English
access = Access
run-by = Run by
the-address-is-secret-ring-to-find-out-more = The address is secret. Ring to find out more.
the-whole-country = The whole country
what-services-say-of-themselves-is-in-english-you-can-ask-for = What services say of themselves is in English. You can ask for an interpreter who is not one of your family.

## labels: needs, whom, cost, genders
abuse-by-a-partner-or-relative = Abuse by a partner or relative
a-safe-place-to-live = A safe place to live
being-safer-at-home = Being safer at home
sexual-violence = Sexual violence
stalking = Stalking
abuse-in-the-name-of-honour = Abuse in the name of honour
forced-marriage = Forced marriage
talking-therapy = Talking therapy
courts-and-legal-help = Courts and legal help
money-food-or-travel = Money, food or travel
a-child-s-safety = A child’s safety
a-partner-s-past = A partner’s past
changing-one-s-own-behaviour = Changing one’s own behaviour
people-who-are-harmed = People who are harmed
children-and-young-people = Children and young people
people-who-cause-harm = People who cause harm
family-and-friends = Family and friends
professionals = Professionals
women = Women
men = Men
free = Free
there-is-a-charge = There is a charge
cost-not-known = Cost not known

## labels: progress and ends
it-has-come-in-and-waits-for-somebody-to-take-it = It has come in and waits for somebody to take it.
somebody-has-taken-it-and-is-trying-to-make-contact = Somebody has taken it and is trying to make contact.
somebody-is-in-touch-about-it = Somebody is in touch about it.
it-has-been-dealt-with = It has been dealt with.

## labels: ends
a-service-is-working-with-the-person = A service is working with the person.
it-was-passed-on-to-the-agencies-that-decide-together = It was passed on to the agencies that decide together.
the-person-was-told-of-help-that-fits = The person was told of help that fits.
we-tried-and-have-not-reached-the-person-tell-us-if-you = We tried and have not reached the person. Tell us if you know of a safer way.
the-person-does-not-want-help-now-the-door-stays-open = The person does not want help now. The door stays open.
it-was-dealt-with = It was dealt with.

## labels: dangers and needs to think of
pregnancy = Pregnancy
leaving-or-separation = Leaving or separation
disability = Disability
long-term-illness = Long-term illness
care-and-support-needs = Care and support needs
carer = Carer
older-person-who-depends-on-care = Older person who depends on care
interpreter-needed = Interpreter needed
no-recourse-to-public-funds = No recourse to public funds
minority-community = Minority community
rural-isolation = Rural isolation
mental-health = Mental health
so-called-honour-based-abuse = So-called honour-based abuse
female-genital-mutilation = Female genital mutilation
stalking-or-harassment = Stalking or harassment

## labels: whom, ages, connections
an-adult-or-somebody-of-16-or-17 = An adult, or somebody of 16 or 17
only-a-child-or-children-under-16 = Only a child or children under 16
somebody-who-wants-to-change-their-own-behaviour = Somebody who wants to change their own behaviour
under-16 = Under 16
n-16-or-17 = 16 or 17
n-18-or-over = 18 or over
they-are-partners-married-or-engaged = They are partners, married or engaged
they-were-partners-married-or-engaged = They were partners, married or engaged
they-are-relatives-also-by-marriage = They are relatives, also by marriage
they-are-or-were-both-parents-or-guardians-of-the-same-child = They are or were both parents or guardians of the same child
none-of-these = None of these
yes-they-agree-to-this-referral = Yes, they agree to this referral
no-and-i-believe-that-i-should-share-it-anyway = No, and I believe that I should share it anyway
it-is-not-safe-to-ask-or-i-could-not-ask = It is not safe to ask, or I could not ask
they-are-afraid-of-being-badly-hurt-or-killed = They are afraid of being badly hurt or killed
it-is-happening-more-often-or-getting-worse = It is happening more often, or getting worse
they-have-left-or-are-about-to-leave = They have left, or are about to leave
they-have-been-choked-or-held-by-the-throat = They have been choked or held by the throat
a-weapon-was-used-or-threatened = A weapon was used or threatened
they-are-followed-watched-or-contacted-all-the-time = They are followed, watched or contacted all the time
they-are-pregnant-or-had-a-baby-in-the-last-18-months = They are pregnant, or had a baby in the last 18 months
threats-to-kill-were-made-to-anybody = Threats to kill were made, to anybody
they-are-made-to-do-sexual-things = They are made to do sexual things
they-are-kept-from-friends-family-a-doctor-or-money = They are kept from friends, family, a doctor or money
you-contact-me = You contact me
i-contact-you = I contact you
yes = Yes
no = No
it-is-safe-to-use = It is safe to use
never-use-it = Never use it
within-the-last-few-weeks = Within the last few weeks
longer-ago-but-since-october-2021 = Longer ago, but since October 2021
before-october-2021 = Before October 2021
i-can-go-on = I can go on
i-am-not-sure = I am not sure

## questions: refer
question-1 = Question 1
question-2 = Question 2
question-3 = Question 3
question-4 = Question 4
question-5 = Question 5
question-6 = Question 6
question-7 = Question 7
question-8 = Question 8
question-9 = Question 9
whom-are-you-worried-about-q = Whom are you worried about?
it-is-about = It is about
choose-whom-it-is-about-if-you-are-not-sure-choose-that = Choose whom it is about. If you are not sure, choose that you do not know.
the-two-people = The two people
living-together-is-not-needed = Living together is not needed.
the-person-who-is-harmed-is = The person who is harmed is
the-person-who-causes-harm-is = The person who causes harm is
how-are-they-connected-q = How are they connected?
where-does-the-person-live-q = Where does the person live?
what-is-happening-q = What is happening?
your-worry-is-enough-you-need-no-form-filled-in-and-no = Your worry is enough. You need no form filled in and no score.
why-you-are-worried = Why you are worried
what-you-saw-or-were-told-in-a-few-sentences = What you saw or were told, in a few sentences.
say-in-a-few-words-why-you-are-worried = Say in a few words why you are worried.
when-did-it-last-happen-q = When did it last happen?
the-person-who-is-harmed = The person who is harmed
one-way-to-tell-who-it-is-will-do = One way to tell who it is will do.
name = Name
date-of-birth-year-or-age = Date of birth, year or age
for-example-4-5-1991-or-1991-or-34 = For example 4 5 1991, or 1991, or 34.
anything-else-that-tells-who-it-is = Anything else that tells who it is
an-address-a-surgery-a-school-a-tenancy = An address, a surgery, a school, a tenancy.
others = Others
name-of-the-person-who-causes-harm = Name of the person who causes harm
if-you-do-not-know-leave-this-empty = If you do not know, leave this empty.
their-date-of-birth-year-or-age = Their date of birth, year or age
children-names-and-ages = Children: names and ages
do-children-see-it-hear-it-or-feel-its-effects-q = Do children see it, hear it or feel its effects?
does-the-person-agree-q = Does the person agree?
it-is-best-to-talk-with-them-and-to-tell-them-where = It is best to talk with them and to tell them. Where the risk is great, a missing answer must not stop you.
does-the-person-agree-to-this-referral-q = Does the person agree to this referral?
choose-the-answer-that-is-true = Choose the answer that is true.
if-they-do-not-agree-or-were-not-asked-why-share-it-q = If they do not agree or were not asked: why share it anyway?
how-to-reach-the-person-safely = How to reach the person safely
nobody-uses-a-number-that-is-not-said-to-be-safe = Nobody uses a number that is not said to be safe.
this-number = This number
this-address = This address
when-is-it-safe-q = When is it safe?
what-must-never-be-done-and-who-must-not-know-q = What must never be done, and who must not know?
may-a-message-be-left-q = May a message be left?
signs-of-danger = Signs of danger
all-of-this-can-be-skipped-a-score-is-a-guide-worry = All of this can be skipped. A score is a guide; worry alone is enough.
do-you-or-the-person-fear-serious-harm-q = Do you or the person fear serious harm?
what-do-you-know-of-q = What do you know of?
what-else-should-be-thought-of-q = What else should be thought of?
about-you = About you
so-that-somebody-can-ask-you-and-tell-you-what-became-of = So that somebody can ask you, and tell you what became of it.
your-name = Your name
what-you-do = What you do
for-example-gp-teacher-neighbour = For example GP, teacher, neighbour.
where-you-work = Where you work
work-e-mail = Work e-mail

## questions: own
are-you-safe-to-do-this-now-q = Are you safe to do this now?
if-somebody-could-come-in-you-can-ring-later-instead-nothing-is = If somebody could come in, you can ring later instead. Nothing is kept until you go on.
right-now = Right now
what-would-help-q = What would help?
choose-any = Choose any
where-do-you-live-q = Where do you live?
what-may-we-call-you-q = What may we call you?
any-name-will-do-it-need-not-be-yours = Any name will do. It need not be yours.
who-gets-in-touch-first-q = Who gets in touch first?
you-can-ring-us-and-quote-a-code-or-we-ring-you = You can ring us and quote a code, or we ring you.
choose-one = Choose one
if-we-ring-which-number-is-safe-q = If we ring: which number is safe?
what-must-we-not-do-q = What must we not do?
never-do-this = Never do this
if-somebody-else-answers-say = If somebody else answers, say
may-we-leave-a-message-q = May we leave a message?
anything-else-q = Anything else?
whatever-you-want-to-say = Whatever you want to say
a-word-that-only-you-would-know = A word that only you would know
with-this-word-and-a-code-you-can-see-that-we-have = With this word and a code you can see that we have it, or take it back. It is not kept as you write it.

## problems
give-a-name-or-anything-else-that-tells-who-it-is = Give a name, or anything else that tells who it is.
say-why-it-should-be-shared-although-the-person-has-not-agreed = Say why it should be shared although the person has not agreed.
give-a-number-that-is-safe-to-ring-or-choose-that-you = Give a number that is safe to ring, or choose that you contact us.
no-more-codes-can-go-out-just-now-try-again-in-an = No more codes can go out just now. Try again in an hour, or go on without one.
the-code-is-not-right-or-it-no-longer-works-check-it = The code is not right, or it no longer works. Check it, or ask for another one.
enter-a-telephone-number-for-example-07700-900123 = Enter a telephone number, for example 07700 900123.
enter-an-e-mail-address-for-example-name-example-org = Enter an e-mail address, for example name@example.org.
enter-a-date-such-as-27-3-1990-a-year-or-an = Enter a date such as 27 3 1990, a year, or an age. Leave it out if you do not know.
write-less-here-at-most-8-000-letters-fit = Write less here: at most 8,000 letters fit.
write-less-here-at-most-300-letters-fit = Write less here: at most 300 letters fit.

## why it goes where it goes
this-is-a-worry-about-a-child-alone-so-the-children-s = This is a worry about a child alone, so the children’s front door takes it.
services-for-people-who-want-to-change-their-own-behaviour-help-here = Services for people who want to change their own behaviour help here. Nothing is passed on.
both-are-16-or-over-and-personally-connected-so-it-falls-under = Both are 16 or over and personally connected, so it falls under the Act of 2021. Living together is not needed.
it-happened-before-the-act-of-2021-and-is-read-by-the = It happened before the Act of 2021 and is read by the definition of 2013: partners or relatives, both 16 or over.
by-the-area-s-older-strategy-only-partners-and-former-partners-counted = By the area’s older strategy only partners and former partners counted on that day.
the-two-are-not-connected-as-the-definition-asks-other-services-help = The two are not connected as the definition asks. Other services help with this, and the desk still reads it.
one-of-the-two-is-under-16-so-it-is-treated-as = One of the two is under 16, so it is treated as a worry about a child’s safety.
one-of-the-two-is-16-or-17-it-takes-the-domestic = One of the two is 16 or 17: it takes the domestic abuse route and the child route, both.
not-enough-is-known-to-say-whether-it-falls-under-the-definition = Not enough is known to say whether it falls under the definition. That is no reason to wait.
a-child-who-sees-it-hears-it-or-feels-its-effects-is = A child who sees it, hears it or feels its effects is harmed as well, so the hub looks at it too.
somebody-fears-serious-harm-so-it-goes-where-the-area-looks-at = Somebody fears serious harm, so it goes where the area looks at the highest risk.
an-adult-may-need-care-and-support-so-the-hub-looks-at = An adult may need care and support, so the hub looks at it too.
the-support-service-that-answers-for-this-place-takes-it = The support service that answers for this place takes it.
without-agreement-it-goes-to-the-hub-for-safeguarding-the-support-service = Without agreement it goes to the hub, for safeguarding. The support service does not make contact until the person agrees or a worker decides in writing.
anybody-may-ask-the-police-whether-a-partner-has-a-history-of = Anybody may ask the police whether a partner has a history of abuse.
having-no-recourse-to-public-funds-is-no-reason-to-be-turned = Having no recourse to public funds is no reason to be turned away.
help-is-for-anybody-whatever-their-gender-or-whom-they-love = Help is for anybody, whatever their gender or whom they love.

## waiting where many reports come from one place
or-wait-some-seconds-your-browser-is-doing-a-sum-that-takes = Or wait some seconds: your browser is doing a sum that takes the place of the minute.
you-can-press-the-button-now = You can press the button now.

## when something is not there or goes wrong
page-not-found = Page not found
check-the-address-or-start-again = Check the address, or start again.
something-went-wrong-on-our-side = Something went wrong on our side
try-again-in-a-few-minutes-in-an-emergency-ring-999 = Try again in a few minutes. In an emergency ring 999.
please-wait-a-little = Please wait a little
too-many-people-are-writing-at-once-try-again-in-a-few = Too many people are writing at once. Try again in a few minutes. In an emergency ring 999.
this-could-not-be-done = This could not be done
go-back-and-try-again = Go back and try again.
