/*
 * 画面の署名: strokes go into a hidden field as [[x,y,x,y,…],…]; the server draws what it keeps.
 *
 *   [data-sign=NAME] > canvas, input[name=NAME], [data-sign-clear], [data-sign-status]
 *
 * window.bansou.signs(root) wakes a pad that came after the page.
 */
(() => {
  "use strict";

  const wake = (root) => {
    const box = root.querySelector("[data-sign]");
    const canvas = box?.querySelector("canvas");
    const field = canvas && root.querySelector(`input[name="${box.dataset.sign}"]`);
    if (!field) return;

    const pen = canvas.getContext("2d");
    const status = root.querySelector("[data-sign-status]");
    const screen = root.querySelector('input[name=means][value=screen]');
    let strokes = [];
    let stroke = null;

    Object.assign(canvas.style, { touchAction: "none", cursor: "crosshair" });

    const draw = () => {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round" });
      for (const points of strokes) {
        pen.beginPath();
        pen.moveTo(points[0], points[1]);
        for (let at = 2; at < points.length; at += 2) pen.lineTo(points[at], points[at + 1]);
        if (points.length === 2) pen.lineTo(points[0], points[1]);
        pen.stroke();
      }
    };

    const keep = (words) => {
      field.value = strokes.length ? JSON.stringify(strokes) : "";
      if (status) status.textContent = words;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };

    const point = (event) => {
      const edge = canvas.getBoundingClientRect();
      const within = (value, most) => Math.max(0, Math.min(most, Math.round(value)));
      return [
        within((event.clientX - edge.left) * canvas.width / edge.width, canvas.width),
        within((event.clientY - edge.top) * canvas.height / edge.height, canvas.height),
      ];
    };

    canvas.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      stroke = point(event);
      strokes.push(stroke);
      draw();
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!stroke) return;
      const [x, y] = point(event);
      if (Math.hypot(x - stroke.at(-2), y - stroke.at(-1)) < 2) return;
      stroke.push(x, y);
      draw();
    });
    const end = () => {
      if (!stroke) return;
      stroke = null;
      if (screen) screen.checked = true;
      keep("署名を受けとりました");
    };
    canvas.addEventListener("pointerup", end);
    canvas.addEventListener("pointercancel", end);
    root.querySelector("[data-sign-clear]")?.addEventListener("click", () => {
      strokes = [];
      draw();
      keep("署名を消しました");
    });

    try {
      strokes = JSON.parse(field.value || "[]");
      draw();
    } catch { strokes = []; }
  };

  if (window.bansou) window.bansou.signs = wake;
  wake(document);
})();
