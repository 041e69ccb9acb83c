"use strict";
// The description as people read it: ids that exist here, every form of an answer, the errors of an operation in a table.

const IDS = {
  article_id: "/v1/articles?limit=1&fields=id",
  quote_id: "/v1/quotes?limit=1&fields=id",
  entity_id: "/v1/entities?limit=1&fields=id",
  domain: "/v1/publishers?limit=1",
};

async function description() {
  const [spec, ids] = await Promise.all([load("/openapi.json"), storedIds()]);
  spec.info.title = "Manşet";
  for (const operation of Object.values(spec.paths).flatMap(Object.values)) {
    for (const parameter of operation.parameters ?? []) {
      if (parameter.in === "path") parameter.example = ids[parameter.name] ?? parameter.schema.examples?.[0];
    }
    for (const message of [operation.requestBody ?? {}, ...Object.values(operation.responses)]) {
      Object.assign((message.content ??= {}), message["x-media-types"]);
    }
  }
  return spec;
}

async function load(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

// Ids of records that are stored; without any, the description has those of its sample page.
async function storedIds() {
  const found = {};
  await Promise.all(
    Object.entries(IDS).map(async ([name, path]) => {
      const item = (await load(path))?.items[0];
      if (item) found[name] = item.id ?? item.domain;
    }),
  );
  return found;
}

// The description of each error response has a paragraph for each problem: "`slug`: when".
function withErrorTables(spec) {
  for (const operation of Object.values(spec.paths).flatMap(Object.values)) {
    const errors = Object.entries(operation.responses).filter(([status]) => status >= "400");
    const rows = errors.flatMap(([status, response]) =>
      [...response.description.matchAll(/^`([a-z-]+)`: (.*)$/gm)].map(
        ([, slug, about]) => `| ${status} | [${slug}](/problems/${slug}) | ${about.replaceAll("|", "\\|")} |`,
      ),
    );
    for (const [status] of errors) delete operation.responses[status];
    const [, { content }] = errors.at(-1);
    const { schema, examples } = content["application/problem+json"];
    operation.responses.default = {
      description: ["| status | problem | when |", "|---|---|---|", ...rows].join("\n"),
      content: { "application/problem+json": { schema, example: Object.values(examples)[0].value } },
    };
  }
  return spec;
}
