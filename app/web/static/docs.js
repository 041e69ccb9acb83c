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

// Replace the references in a part of the description; a reference inside its own target stays.
function resolved(part, whole, open = []) {
  if (Array.isArray(part)) return part.map((item) => resolved(item, whole, open));
  if (typeof part !== "object" || part === null) return part;
  if (typeof part.$ref === "string" && !open.includes(part.$ref)) {
    const { $ref, ...beside } = part;
    const target = $ref.slice(2).split("/").reduce((node, key) => node[key], whole);
    return { ...resolved(target, whole, [...open, $ref]), ...beside };
  }
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, resolved(value, whole, open)]));
}

// Swagger UI resolves the whole description for each operation that is opened, which takes a browser two seconds.
const ownResolver = () => ({
  fn: {
    resolveSubtree: async (whole, path) => {
      const part = path.reduce((node, key) => node?.[key], whole);
      return { spec: resolved(part, whole), errors: [] };
    },
  },
});

description().then((spec) =>
  SwaggerUIBundle({
    spec: withObjectsForLines(withErrorTables(spec)),
    plugins: [ownResolver],
    dom_id: "#swagger-ui",
    deepLinking: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: 0,
    requestInterceptor: asLines,
  }),
);
