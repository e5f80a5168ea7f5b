// The board of a roster, easier by hand: arrow keys, and places that can be picked up and put down.
// Whatever is done here is done by the same forms as without it, and checked by the same rules.
(() => {
  "use strict";
  const board = document.querySelector("table.board");
  const says = document.getElementById("board-says");
  if (!board || !says) return;
  let picked = null; // The place in hand: its link, and where it could go once the answer is here.

  const say = (text) => { says.hidden = !text; says.textContent = text; };
  const rows = () => [...board.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.cells.length > 2);
  const cellOf = (node) => node && node.closest ? node.closest("td, th[scope=row]") : null;
  const pathOf = (link) => new URL(link.href).pathname;

  function ask(link) {
    const question = new URLSearchParams({ shift: link.dataset.shift, member: link.dataset.person });
    const mine = { link, answer: null };
    picked = mine;
    link.classList.add("picked");
    say(board.dataset.wait);
    fetch(`${board.dataset.fits}?${question}`, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
      .then((answer) => { if (picked === mine) { mine.answer = answer; mark(); say(board.dataset.help); } })
      .catch(() => drop());
  }

  function mark() {
    board.querySelectorAll("tr[data-person]").forEach((row) => {
      const reasons = picked.answer.people[row.dataset.person];
      const own = row.dataset.person === picked.link.dataset.person;
      if (reasons && !own) row.cells[0].classList.add(reasons.length ? "cannot" : "can");
    });
    board.querySelectorAll(".chip").forEach((chip) => {
      const reasons = picked.answer.shifts[chip.dataset.shift];
      if (reasons) chip.classList.add(reasons.length ? "cannot" : "can");
    });
  }

  function drop() {
    board.querySelectorAll(".can, .cannot, .picked, .over").forEach((node) => node.classList.remove("can", "cannot", "picked", "over"));
    picked = null;
    say("");
  }

  // Where the hand is: another person’s row gives the place away, a shift’s chip moves its person.
  function targetOf(node) {
    if (!picked || !picked.answer || !node || !node.closest) return null;
    const chip = node.closest(".chip");
    if (chip) {
      const reasons = picked.answer.shifts[chip.dataset.shift];
      return reasons ? { node: chip, reasons, url: `${pathOf(picked.link)}/move/${chip.dataset.shift}` } : null;
    }
    const row = node.closest("tr[data-person]");
    if (!row || row.dataset.person === picked.link.dataset.person) return null;
    const reasons = picked.answer.people[row.dataset.person];
    return reasons ? { node: row.cells[0], reasons, url: `${pathOf(picked.link)}/hand-over/${row.dataset.person}` } : null;
  }

  function show(target) {
    board.querySelectorAll(".over").forEach((node) => node.classList.remove("over"));
    if (!target) return;
    target.node.classList.add("over");
    say(target.reasons.length ? target.reasons.join(" ") : board.dataset.fitsHere);
  }

  function put(target) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = target.url + window.location.search;
    const mark_ = document.createElement("input");
    mark_.type = "hidden";
    mark_.name = "csrf_token";
    mark_.value = board.dataset.csrf;
    form.append(mark_);
    document.body.append(form);
    form.submit();
  }

  function go(from, down, right) {
    const lines = rows();
    const row = from.parentElement;
    let line = lines.indexOf(row);
    let column = [...row.cells].indexOf(from);
    for (;;) {
      line += down;
      column += right;
      const cell = lines[line] && lines[line].cells[column];
      if (!cell) return;
      const link = cell.querySelector("a");
      if (link || picked) {
        if (!link) cell.tabIndex = -1;
        (link || cell).focus();
        cell.scrollIntoView({ block: "nearest", inline: "nearest" });
        show(targetOf(link || cell));
        return;
      }
    }
  }

  const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  board.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target);
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return;
    if (STEPS[event.key]) {
      event.preventDefault();
      go(cell, ...STEPS[event.key]);
    } else if (event.key.toLowerCase() === "m" && event.target.matches(".place:not(.pinned)")) {
      event.preventDefault();
      drop();
      ask(event.target);
    } else if (event.key === "Escape" && picked) {
      const link = picked.link;
      drop();
      link.focus();
    } else if (event.key === "Enter" && picked) {
      const target = targetOf(event.target);
      event.preventDefault();
      show(target);
      if (target && !target.reasons.length) put(target);
    }
  });
  board.addEventListener("focusin", (event) => { if (!picked && event.target.matches(".place")) say(board.dataset.help); });
  board.addEventListener("dragstart", (event) => {
    const link = event.target.closest && event.target.closest(".place:not(.pinned)");
    if (!link) { event.preventDefault(); return; }
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", "");
    drop();
    ask(link);
  });
  board.addEventListener("dragover", (event) => {
    const target = targetOf(event.target);
    show(target);
    if (target && !target.reasons.length) event.preventDefault();
  });
  board.addEventListener("drop", (event) => {
    const target = targetOf(event.target);
    if (target && !target.reasons.length) { event.preventDefault(); put(target); }
  });
  board.addEventListener("dragend", drop);
})();
