// Procedures that a reader can apply: the decision table below each form, asked one question at a time.
(() => {
  const fits = (rule, answers) => Object.entries(rule.when).every(([question, answer]) => answers[question] === answer);
  const closed = (rule, answers) => Object.entries(rule.when).some(([question, answer]) => answers[question] && answers[question] !== answer);

  const decide = (table, answers) => {
    const rule = table.rules.find((one) => !closed(one, answers));
    if (!rule || fits(rule, answers)) return { rule };
    return { ask: table.questions.find((question) => question in rule.when && !answers[question]) };
  };

  const say = (place, head, ...lines) => {
    const strong = document.createElement("b");
    strong.textContent = head;
    place.replaceChildren(strong, ...lines.filter(Boolean).flatMap((line) => [document.createElement("br"), line]));
  };

  const runTable = (form, table) => {
    const answer = form.querySelector(".pp-answer");
    const fields = [...form.querySelectorAll("fieldset")];
    const foot = form.querySelector(".pp-examples");
    // A question stands below those answered before it, wherever the table has it: reading and Tab go one way.
    const update = () => {
      const answers = {};
      for (const field of fields) {
        const checked = field.querySelector("input:checked");
        if (checked) answers[field.dataset.question] = checked.value;
      }
      const { rule, ask } = decide(table, answers);
      for (const field of fields) field.hidden = !(field.dataset.question in answers) && field.dataset.question !== ask;
      if (!Object.keys(answers).length) foot.before(...fields);
      foot.before(...fields.filter((field) => field.dataset.question === ask));
      if (!rule) return answer.replaceChildren();
      const outcome = table.outcomes[rule.outcome];
      say(answer, outcome.text, rule.why, outcome.explain, `Row ${table.rules.indexOf(rule) + 1} of the table decides.`);
    };
    form.addEventListener("change", update);
    form.addEventListener("reset", () => setTimeout(update));
    for (const button of form.querySelectorAll("[data-example]"))
      button.onclick = () => {
        form.reset();
        foot.before(...fields);
        const { answers } = table.examples[button.dataset.example];
        for (const field of fields)
          for (const input of field.querySelectorAll("input")) input.checked = answers[field.dataset.question] === input.value;
        update();
      };
    update();
  };

  const runScore = (form, { inputs, zones }) => {
    const answer = form.querySelector(".pp-answer");
    const update = () => {
      let total = 0;
      for (const one of inputs) {
        const input = form.elements[one.id];
        total += one.weight * Number(input.value);
        input.previousElementSibling.value = Number(input.value).toFixed(2);
      }
      const weight = inputs.reduce((sum, one) => sum + one.weight, 0);
      const score = total / weight;
      const zone = zones.find((one) => (one.from === null || score >= one.from) && (one.to === null || score < one.to));
      say(answer, `Index: ${score.toFixed(3)}`, zone ? `Zone: ${zone.name}. ${zone.text}` : "In none of the zones that the text names.");
    };
    form.addEventListener("input", update);
    update();
  };

  const prepare = () => {
    for (const box of document.querySelectorAll(".pp-procedure:not([data-ready])")) {
      box.dataset.ready = "";
      const table = JSON.parse(box.querySelector("script").textContent);
      const form = box.querySelector("form");
      form.hidden = false;
      form.addEventListener("submit", (event) => event.preventDefault());
      table.inputs ? runScore(form, table) : runTable(form, table);
      const view = box.querySelector("details.pp-table-view");
      if (view) view.open = false;
    }
  };
  // Paper shows the tables, whatever the reader has folded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll(".pp-table-view:not([open])")];
    for (const view of folded) view.open = true;
  });
  addEventListener("afterprint", () => folded.splice(0).forEach((view) => (view.open = false)));
  window.document$ ? window.document$.subscribe(prepare) : document.addEventListener("DOMContentLoaded", prepare);
})();
