"use strict";
const dark = matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark");
dark.addEventListener("change", follow);
follow();

// A batch is shown as a JSON object, or as an array of them, and sent as lines.
function asLines(request) {
  if (request.headers["Content-Type"] !== "application/x-ndjson") return request;
  try {
    const value = JSON.parse(request.body);
    request.body = [value].flat().map((item) => JSON.stringify(item) + "\n").join("");
  } catch {
    // it is several lines already
  }
  return request;
}

function withObjectsForLines(spec) {
  const single = spec.paths["/v1/articles"].post.requestBody.content["application/json"];
  spec.paths["/v1/articles/batch"].post.requestBody.content["application/x-ndjson"] = { ...single };
  return spec;
}

description().then((spec) =>
  SwaggerUIBundle({
    spec: withObjectsForLines(withErrorTables(spec)),
    dom_id: "#swagger-ui",
    deepLinking: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    requestInterceptor: asLines,
  }),
);
