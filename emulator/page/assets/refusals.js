// What people are told when they try what cannot be done, by the code of the
// refusal. Codes that the page itself never runs into keep the server's English.

import { language } from "./words.js";

const refusals = {
  en: {
    poll_closed: "The poll is closed.", one_option: "This poll takes one answer only.", no_revoting: "A vote in this poll cannot be changed.",
    no_vote: "There is no vote to take back.", no_message: "This message is gone.", no_button: "This button is gone.",
    not_inside: "You are not in this chat. Join it first.", muted: "You may not write here now.", blocked: "You blocked the bot. Unblock it first.",
    not_yours: "This message is somebody else’s.", empty: "There is nothing to send.", too_long: "The text is too long: a message holds 4,096 characters, 1,024 under a file.",
    protected: "This message cannot be forwarded.", no_deep_link: "This link leads out of the demo.", bad_payload: "This link to the bot is damaged.",
    banned: "You were banned from this chat.", not_admin: "Only administrators write in the group’s name.", no_reaction: "This emoji cannot be a reaction.", many_reactions: "That is too many reactions.",
    not_visible: "This chat is not open to you.", by_invitation: "One joins this group by invitation only.", no_person: "This person is not in the demo any more. Reload the page.",
    no_data: "The file is empty or damaged.", bad_name: "A name has 1 to 64 characters.", too_many: "There are too many people already.",
  },
  ru: {
    poll_closed: "Опрос закрыт.", one_option: "В этом опросе только один ответ.", no_revoting: "Изменить голос в этом опросе нельзя.",
    no_vote: "Отзывать нечего: голоса нет.", no_message: "Этого сообщения уже нет.", no_button: "Этой кнопки уже нет.",
    not_inside: "Вас нет в этом чате. Сначала вступите в него.", muted: "Сейчас вам нельзя здесь писать.", blocked: "Вы заблокировали бота. Сначала разблокируйте его.",
    not_yours: "Это чужое сообщение.", empty: "Отправлять нечего.", too_long: "Текст слишком длинный: в сообщении до 4096 знаков, под файлом до 1024.",
    protected: "Это сообщение нельзя переслать.", no_deep_link: "Эта ссылка ведёт за пределы демо.", bad_payload: "Ссылка на бота повреждена.",
    banned: "Вас исключили из этого чата.", not_admin: "От имени группы пишут только её администраторы.", no_reaction: "Такой реакции нет.", many_reactions: "Слишком много реакций.",
    not_visible: "Этот чат вам не виден.", by_invitation: "В эту группу вступают только по приглашению.", no_person: "Этого человека больше нет в демо. Обновите страницу.",
    no_data: "Файл пуст или повреждён.", bad_name: "В имени от 1 до 64 знаков.", too_many: "Людей уже слишком много.",
  },
  kk: {
    poll_closed: "Сауалнама жабылған.", one_option: "Бұл сауалнамада бір ғана жауап таңдалады.", no_revoting: "Бұл сауалнамада дауысты өзгертуге болмайды.",
    no_vote: "Қайтарып алатын дауыс жоқ.", no_message: "Бұл хабар енді жоқ.", no_button: "Бұл түйме енді жоқ.",
    not_inside: "Сіз бұл чатта жоқсыз. Алдымен қосылыңыз.", muted: "Қазір мұнда жаза алмайсыз.", blocked: "Сіз ботты бұғаттадыңыз. Алдымен бұғаттан шығарыңыз.",
    not_yours: "Бұл – басқа адамның хабары.", empty: "Жіберетін ештеңе жоқ.", too_long: "Мәтін тым ұзын: хабарға 4096 таңба, файл астына 1024 таңба сыяды.",
    protected: "Бұл хабарды басқаға жіберуге болмайды.", no_deep_link: "Бұл сілтеме демодан тыс жерге апарады.", bad_payload: "Ботқа апаратын сілтеме бүлінген.",
    banned: "Сіз бұл чаттан шығарылғансыз.", not_admin: "Топ атынан тек оның әкімшілері жаза алады.", no_reaction: "Мұндай реакция жоқ.", many_reactions: "Реакция тым көп.",
    not_visible: "Бұл чат сізге көрінбейді.", by_invitation: "Бұл топқа шақырумен ғана қосылады.", no_person: "Бұл адам демода енді жоқ. Бетті қайта ашыңыз.",
    no_data: "Файл бос немесе бүлінген.", bad_name: "Аты 1 таңбадан 64 таңбаға дейін болады.", too_many: "Адам саны тым көбейіп кетті.",
  },
};

// refusal is what to tell about a code, or "" when there are no words for it.
export const refusal = (code) => refusals[language()][code] ?? "";
